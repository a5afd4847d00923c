"""An exhibition: works as a folder of pages, pictures and sound that can be published as it is.

`build` gathers the works and makes the zip, `works` is what one shows, `pages` writes the HTML,
`words` has its words in English and Chinese, `clean` lets through what a text's HTML may hold.
The pages need no server and no script, and fetch nothing from elsewhere.
"""

from muse_server.aside.exhibition.build import build

__all__ = ["build"]
