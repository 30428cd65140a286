"""Makes the book's text, title and code faces: glyphs of Latin, Greek and mathematics, renamed.

The sources are Adobe's Source Serif 4 (npm package source-serif 4.5.1) and Source Code Pro (npm package
source-code-pro 2.42.0), both under the SIL Open Font License. The licence reserves the name "Source" for
the unmodified fonts, so the subsets are called Lecture Serif, Lecture Display and Lecture Code. (Lecture
Sans is made by common/assets/fonts/subset.py; the woff2 files here are copies of those.)

Usage: python3 subset-fonts.py NODE_MODULES_FOLDER
Needs: pip install fonttools==4.60.1 brotli==1.1.0
"""
import sys
from pathlib import Path
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent / "fonts"
BASIC = [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2027), 0x2032, 0x2212]
TEXT = BASIC + [
    *range(0x100, 0x180), *range(0x391, 0x3CA), 0x3D1, 0x3D5, 0x2030, 0x2033, 0x2039, 0x203A, 0x2044,
    *range(0x2070, 0x2095), *range(0x2190, 0x2196), 0x2202, 0x2206, 0x220F, 0x2211, 0x2215, 0x2219,
    0x221A, 0x221E, 0x222B, 0x2248, 0x2260, 0x2264, 0x2265, 0x20AC, 0x2713,
]
CODE = TEXT + [*range(0x2500, 0x2580), 0x25A0, 0x25CF]
FACES = [  # source, family, style as browsers name it, glyphs
    ("source-serif/TTF/SourceSerif4-Regular.ttf", "Lecture Serif", "Regular", TEXT),
    ("source-serif/TTF/SourceSerif4-It.ttf", "Lecture Serif", "Italic", TEXT),
    ("source-serif/TTF/SourceSerif4-Semibold.ttf", "Lecture Serif", "Semibold", TEXT),
    ("source-serif/TTF/SourceSerif4-SemiboldIt.ttf", "Lecture Serif", "SemiboldItalic", BASIC),
    ("source-serif/TTF/SourceSerif4Display-Regular.ttf", "Lecture Display", "Regular", BASIC),
    ("source-serif/TTF/SourceSerif4Display-It.ttf", "Lecture Display", "Italic", BASIC),
    ("source-code-pro/TTF/SourceCodePro-Regular.ttf", "Lecture Code", "Regular", CODE),
]
for source, family, style, unicodes in FACES:
    font = TTFont(Path(sys.argv[1]) / source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum", "pnum"]
    options.hinting = False
    options.name_IDs = ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    postscript = f"{family.replace(' ', '')}-{style}"
    for record in list(font["name"].names):
        new = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}.get(record.nameID)
        if new:
            record.string = new
        elif record.nameID not in (0, 5, 8, 9, 10, 11, 12, 13, 14):
            font["name"].names.remove(record)
    font.flavor = "woff2"
    font.save(HERE / f"{postscript}.woff2")
