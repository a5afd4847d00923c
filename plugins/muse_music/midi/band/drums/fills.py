"""Fills: what a drummer plays in the last beats of a section, a line each, by family."""

from muse_music.midi.band.drums.kit import fills_of

ROCK = fills_of("""
    SD xxxx
    SD xx.. FT ..xx
    BD x... SD .xxx
    SD x.xx x... FT .... x.x.
    SD xxxx .... HT .... xx.. FT .... ..xx
    SD x..x ..x. BD .xx. xx.x
    BD x.x. .... SD .... x.xx
    SD xxxx .... .... .... HT .... xxxx .... .... MT .... .... xxxx .... FT .... .... .... xxxx \
        BD x... .... .... ....
    BD x... .... .... .... SD x..x ..x. .... x.xx HT .... .... x..x ....
    BD x..x ..x. x..x .... SD .xx. xx.x .xx. xxxx
    BD x... x... x... x... SD x.x. x.x. xxxx xxxx
    BD x... .... x... .... SD .... x... .... x.xx FT .... ..xx .... ....
""")
"""Loud and down the toms."""

POP = fills_of("""
    SD ..xx
    SD x.xx
    SD x.x. FT .x.x
    SD .... x.xx BD x... ....
    SD x.x. .... HT .... x.x. BD x... ....
    CP x... x.xx BD ..x. ....
    SD ..x. x.x. FT .... .x.x
    BD x... .... .... .... SD .... x... ..x. xxxx
    BD x... ..x. .... .... SD .... x... x.x. .... HT .... .... .x.x x... FT .... .... .... .x.x
    BD x... x... x... .... CP .... x... .... x.xx HH x.x. x.x. x.x. ....
""")
"""Short, so that the singer isn't covered."""

BALLAD = fills_of("""
    SD ..xx
    LT x.x.
    CC g.g. SD ...x
    HT x.x. .... LT .... x.x.
    HT x... .... MT ..x. .... FT .... x.x.
    SD .... x.xx BD x... ....
    BD x... .... .... .... HT .... .... x.x. .... MT .... .... .... x... FT .... .... .... ..x.
    BD x... .... .... .... SD .... x... .... xxxx
""")
"""Toms that fall slowly."""

JAZZ = fills_of("""
    SD x.x.
    SD xxx
    BD x... SD ..x.
    SD xxx ... HT ... xxx
    SD x.x. .... HT .... x... LT .... ..x.
    SD ..x. x... BD x... ..x.
    SD xxx .xx BD ... x..
    SD x.x. ..x. .... x... HT .... .... x.x. .... BD .... x... .... ..x.
    SD xxx ... xxx ... HT ... xxx ... ... LT ... ... ... xxx BD x.. ... ... ...
    RD x... x.x. x... .... SD .... ..x. .... xxx BD ..x. .... x... ....
""")
"""Triplets around the kit, and trades with the bass drum."""

BRUSH = fills_of("""
    BR x.x.
    BR xxx
    BR ..xx
    BR x.x. x.x.
    BR xxx x.x
    BR x... x.x. x.x. xxx
    TB x... LT ..x.
""")
"""Soft, with brushes."""

LATIN = fills_of("""
    TI x.xx
    HC xx.. LC ..xx
    SS x.xx
    HC x.x. x... LC .... ..xx
    TI x..x ..x. SS .... ...x
    SS ..x. x.x. LT .... .x.x
    HC xxxx .... .... .... LC .... xxxx .... x.x. TI .... .... x.xx ....
    SD x.xx x... .... .... HT .... ..xx x... .... LT .... .... ..xx x.x.
""")
"""Hand drums and timbales."""

REGGAE = fills_of("""
    SD xxx
    SS x.xx
    TI x..x
    SD xxx ... HT ... xxx
    TI x.x. x..x
    SD x... .x.. LT ..x. ...x
    BD x... .... .... .... TI x..x ..x. .... .... SD .... .... x.xx x...
    SD xxx xxx ... ... HT ... ... xxx ... FT ... ... ... x.x
""")
"""A crack of the snare or a roll on timbales, as one-drop drummers lead in."""

DANCE = fills_of("""
    CP x.xx
    SD xxxx
    HH xxxx OH ...x
    SD x.x. xxxx
    CP x..x ..x. BD x... ....
    HT x..x .... LT ..x. x.x.
    BD x... .... .... .... SD x.x. x.x. xxxx xxxx
    BD x... x... .... .... SD .... .... xxxx xxxx CP x... x... x... x.x.
    BD x... .... x... .... HT ..x. ..x. .... .... CP .... x... ..x. x.xx
""")
"""Rolls of a machine, and a gap before the drop."""

TRAP = fills_of("""
    HH xxxxxxxx
    SD xxx
    HH xxxxxx
    BD x... SD .xxx
    HH xxxx xxxxxxxx SD .... ...x
    SD x..x ..x. BD ..x. x...
    HH xxx xxxxxx CP ... x..
    BD x..x .... ..x. .... HH xxxx xxxx xxxxxx xxxxxxxx SD .... .... x... ..xx
    LT x... ..x. .... x... BD x... .... ..x. ...x OH .... .... x... ....
""")
"""Hats that roll in halves and triplets."""

FUNK = fills_of("""
    SD xgxg
    SD x.xg BD .x..
    OH x... SD ..xx
    SD xggx .gx. BD .... x...
    SD x..x ..x. BD .xx. x..x
    HT xx.. .... LT ..xx .... SD .... xgxx
    BD x..x .... .... .... SD .gxg xgxg .gx. xxxx
    BD x... .... x..x .... SD .xxg x.xg .xx. x.xx OH .... .... .... x...
""")
"""Sixteenths with ghost notes."""

MARCH = fills_of("""
    SD xxxx
    SD x.xx
    SD xxx
    SD xgxg xxxx
    SD x.xx x.xx
    SD xxxxxx x...
    SD x... xxxx BD x... ....
    SD xgxg xgxg xxxx xxxx BD x... .... x... ....
    SD x.xx x.xx xxxxxx x... BD x... .... .... x... CC .... .... .... x...
""")
"""Rolls of a field drum."""

FILM = fills_of("""
    FT x.xx
    FT xxx
    LT xx.. FT ..xx
    FT xxx xxx
    LT x.x. .... FT .... x.xx
    CC g... x... FT ..xx xxxx
    FT x.x. x.x. xxxx xxxx
    FT x... x... x.x. xxxx LT .... ..x. .x.x ....
    MT xxx ... ... ... LT ... xxx ... ... FT ... ... xxx xxx
""")
"""Great drums gather."""

FOLK = fills_of("""
    LC x.xx
    LC xxx
    TB x.x.
    LC x.x. x.xx
    HC x... ..x. LC ..x. x.x.
    LC xxx xxx TB x.. x..
    LC x.x. x.xx x.x. xxxx
""")
"""A frame drum's rolls."""

CHIP = fills_of("""
    SD xxxx
    BR x.xx
    SD x.x. HT .x.x
    SD xxxx xxxx
    HT xx.. .... MT ..xx .... LT .... xxxx
    BR x.x. xxxx BD x... ....
    BD x... .... x... .... SD x.x. x.x. xxxx xxxx
    HT xxxx .... .... .... MT .... xxxx .... .... LT .... .... xxxx xxxx
""")
"""The noise channel runs free."""
