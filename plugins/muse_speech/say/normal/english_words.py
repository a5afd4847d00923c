"""What English abbreviates, and the words around numbers that tell what they are."""

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
MONTHS = {name.lower(): name for name in _MONTHS} | {
    name[:3].lower(): name for name in _MONTHS if name != "May"
}
MONTHS["sept"] = "September"

YEAR_BEFORE = frozenset(
    "in since by from until till before after during year spring summer autumn fall winter of early"
    " late mid circa around january february march april may june july august september october"
    " november december".split()
)
"""Words before a number of four digits that make it a year."""

COUNTED = frozenset(
    "people men women children dollars pounds euros of more other words pages times years miles"
    " copies stars sheep fish square metres meters kilometres feet steps calories".split()
)
"""Words after a number of four digits that are counted by it."""

MONEY = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "US$": ("US dollar", "US dollars", "cent", "cents"),
    "A$": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "CN¥": ("yuan", "yuan", "", ""),
    "RMB": ("yuan", "yuan", "", ""),
    "¢": ("cent", "cents", "", ""),
}

_UNITS = """
km/h kilometre_per_hour kilometres_per_hour   mph mile_per_hour miles_per_hour
m/s metre_per_second metres_per_second   kmh kilometre_per_hour kilometres_per_hour
km² square_kilometre square_kilometres   m² square_metre square_metres
m³ cubic_metre cubic_metres   km kilometre kilometres   cm centimetre centimetres
mm millimetre millimetres   m metre metres   μm micrometre micrometres   nm nanometre nanometres
mi mile miles   ft foot feet   yd yard yards   kg kilogram kilograms   mg milligram milligrams
g gram grams   lb pound pounds   lbs pound pounds   oz ounce ounces   ml millilitre millilitres
mL millilitre millilitres   L litre litres   l litre litres   °C degree_Celsius degrees_Celsius
°F degree_Fahrenheit degrees_Fahrenheit   ℃ degree_Celsius degrees_Celsius   ° degree degrees
kB kilobyte kilobytes   KB kilobyte kilobytes   MB megabyte megabytes   GB gigabyte gigabytes
TB terabyte terabytes   Mbps megabit_per_second megabits_per_second   Hz hertz hertz
kHz kilohertz kilohertz   MHz megahertz megahertz   GHz gigahertz gigahertz
kW kilowatt kilowatts   kWh kilowatt_hour kilowatt_hours   MW megawatt megawatts   W watt watts
V volt volts   mAh milliamp_hour milliamp_hours   dB decibel decibels
ms millisecond milliseconds   hrs hour hours   hr hour hours   min minute minutes
mins minute minutes   sec second seconds   fps frame_per_second frames_per_second
px pixel pixels   bpm beat_per_minute beats_per_minute   dpi dot_per_inch dots_per_inch
rpm revolution_per_minute revolutions_per_minute   ha hectare hectares
""".split()

UNITS = {
    sign: (one.replace("_", " "), many.replace("_", " "))
    for sign, one, many in zip(_UNITS[::3], _UNITS[1::3], _UNITS[2::3], strict=True)
}
"""Sign of a unit -> its name after one, and after other numbers."""

ABBREVIATIONS = {
    "mr.": "Mister",
    "mrs.": "Missus",
    "ms.": "Miz",
    "mr": "Mister",
    "mrs": "Missus",
    "prof.": "Professor",
    "jr.": "Junior",
    "sr.": "Senior",
    "mt.": "Mount",
    "ave.": "Avenue",
    "blvd.": "Boulevard",
    "rd.": "Road",
    "vs.": "versus",
    "vs": "versus",
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "et cetera",
    "approx.": "approximately",
    "fig.": "figure",
    "vol.": "volume",
    "pp.": "pages",
    "capt.": "Captain",
    "col.": "Colonel",
    "lt.": "Lieutenant",
    "sgt.": "Sergeant",
    "gov.": "Governor",
    "sen.": "Senator",
    "rev.": "Reverend",
    "hon.": "Honourable",
    "inc.": "Incorporated",
    "corp.": "Corporation",
    "ltd.": "Limited",
    "dept.": "department",
    "est.": "established",
    "cf.": "compare",
    "a.m.": "A M",
    "p.m.": "P M",
    "u.s.": "U S",
    "u.k.": "U K",
    "u.s.a.": "U S A",
    "ph.d.": "P H D",
    "b.c.": "B C",
    "a.d.": "A D",
    "d.c.": "D C",
    "w/o": "without",
    "w/": "with",
    "asap": "A S A P",
    "et al.": "and others",
}

REIGNING = frozenset(
    "Louis Henry Charles Elizabeth George James Edward Richard William Philip Paul Pius Benedict"
    " Napoleon Catherine Ivan Nicholas Alexander Frederick Ramses Ramesses Peter Mary Leo Gregory"
    " Clement Innocent Wilhelm Francis Franz Ferdinand Leopold Christian Gustav Darius Xerxes"
    " Ptolemy Thutmose Amenhotep Urban Otto Baldwin Robert Malcolm Rama Juan Felipe Alfonso"
    " Isabella Margaret Henri Maximilian Rudolf Sigismund Haakon Harald Olav Carl Karl Umberto"
    " Victor Emmanuel Boniface Julius Sixtus Constantine Michael John Joseph Mehmed Selim Murad"
    " Suleiman Anne Eric Erik Stephen".split()
)
"""Names that kings, queens, emperors and popes have."""

ROMAN_AFTER = frozenset(
    "war chapter part act scene volume vol book section article appendix figure type phase class"
    " stage level episode season rocky fantasy bowl title mark lesson unit canto sonnet group"
    " symphony generation".split()
)
"""Words after which a Roman numeral is a number."""

SIGNS = {
    "&": " and ",
    "@": " at ",
    "+": " plus ",
    "=": " equals ",
    "×": " times ",
    "÷": " divided by ",
    "±": " plus or minus ",
    "≈": " is about ",
    "≤": " is at most ",
    "≥": " is at least ",
    "<": " is less than ",
    ">": " is greater than ",
    "→": " to ",
    "°": " degrees ",
    "%": " percent ",
    "§": " section ",
    "~": " about ",
    "$": " dollars ",
    "€": " euros ",
    "£": " pounds ",
    "π": " pi ",
    "∞": " infinity ",
    "√": " root ",
    "/": " slash ",
    "#": " hash ",
    "^": " to the power of ",
    "。": ".",
    "，": ",",
    "、": ",",
    "；": ";",
    "：": ":",
    "！": "!",
    "？": "?",
}
