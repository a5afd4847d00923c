# `just` lists what there is to do.

default:
    @just --list

# The tests, in the environment that is active.
test *arguments:
    OMP_NUM_THREADS=1 pytest {{arguments}}

# Linter, formatter, types and docs.
check:
    ruff check .
    ruff format --check .
    mypy
    npm ci --silent --prefix tests/studio/tools
    tests/studio/tools/node_modules/.bin/tsc -p plugins/muse_studio
    python docs/cli_reference.py --check
    python docs/vocabulary.py --check
    python docs/contract_reference.py --check
    python docs/path_picture.py --check

# Mend what the linter and the formatter can, and write the command line reference.
fix:
    ruff check --fix .
    ruff format .
    python docs/cli_reference.py
    python docs/contract_reference.py
    python docs/path_picture.py

# Start-up and library, measured.
bench:
    python benchmarks/startup.py
    python benchmarks/library.py

# All that CI does, in fresh environments.
ci:
    .ci/run
