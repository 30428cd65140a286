"""Makes the book's faces: each in three parts, of which a page loads those that hold its characters.

The first part of a face has what almost every page needs, the second Greek and the signs of the book's
formulas, the third the rest of Latin, Greek and mathematics. `unicode-range` in the style sheets, which this
script writes too, tells browsers which part has what.

The sources are Adobe's Source Serif 4 (npm package source-serif 4.5.1) and Source Code Pro (npm package
source-code-pro 2.42.0), under the SIL Open Font License, and KaTeX's faces (npm package katex 0.16.4, MIT). The
first licence reserves the name "Source" for the unmodified fonts, so the subsets are called Lecture Serif, Lecture
Display and Lecture Code. Lecture Sans is made by common/assets/fonts/subset.py and only divided here.

Usage: python3 subset-fonts.py NODE_MODULES_FOLDER
Needs: pip install fonttools==4.60.1 brotli==1.1.0
"""
import io
import re
import sys
from pathlib import Path
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent / "fonts"
MODULES = Path(sys.argv[1])
SANS = Path(__file__).parents[2] / "common/assets/fonts"

# What a face can hold at all.
BASIC = [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2027), 0x2032, 0x2212]
TEXT = BASIC + [
    *range(0x100, 0x180), *range(0x391, 0x3CA), 0x3D1, 0x3D5, 0x2030, 0x2033, 0x2039, 0x203A, 0x2044,
    *range(0x2070, 0x2095), *range(0x2190, 0x2196), 0x2202, 0x2206, 0x220F, 0x2211, 0x2215, 0x2219,
    0x221A, 0x221E, 0x222B, 0x2248, 0x2260, 0x2264, 0x2265, 0x20AC, 0x2713,
]
CODE = TEXT + [*range(0x2500, 0x2580), 0x25A0, 0x25CF]
EVERYTHING = range(0x20, 0x110000)

# How it is divided: the second part by characters, the first by what else is common.
COMMON = {
    *range(0x20, 0x7F), 0xA0, *map(ord, "°±²³µ·¹×¼½àáäåçèéêëíïñóöøúüč"),
    0x2009, 0x200B, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x202F, 0x2032, 0x2212,
}
SIGNS = {
    *range(0x391, 0x3CA), 0x2C9, 0x2D9, 0x3D1, 0x3D5, 0x3F5, *range(0x2070, 0x2090), 0x1D62, 0x2113, 0x2E3, 0xE020,
    *map(ord, "←→⇒⟹⟺∂∏∑∓∗√∝∞∣∫∼≃≈≡≠≤≥≪≫⋅⋯⟨⟩⎧⎨⎩▲●✓"),
}

FACES = [  # source, family, style as browsers name it, CSS style, CSS weight, glyphs
    ("source-serif/TTF/SourceSerif4-Regular.ttf", "Lecture Serif", "Regular", "normal", "400", TEXT),
    ("source-serif/TTF/SourceSerif4-It.ttf", "Lecture Serif", "Italic", "italic", "400", TEXT),
    ("source-serif/TTF/SourceSerif4-Semibold.ttf", "Lecture Serif", "Semibold", "normal", "600 700", TEXT),
    ("source-serif/TTF/SourceSerif4-SemiboldIt.ttf", "Lecture Serif", "SemiboldItalic", "italic", "600 700", BASIC),
    ("source-serif/TTF/SourceSerif4Display-Regular.ttf", "Lecture Display", "Regular", "normal", "400", BASIC),
    ("source-serif/TTF/SourceSerif4Display-It.ttf", "Lecture Display", "Italic", "italic", "400", BASIC),
    (SANS / "LectureSans-Regular.ttf", "Lecture Sans", "Regular", "normal", "400", EVERYTHING),
    (SANS / "LectureSans-Italic.ttf", "Lecture Sans", "Italic", "italic", "400", EVERYTHING),
    (SANS / "LectureSans-Semibold.ttf", "Lecture Sans", "Semibold", "normal", "600 700", EVERYTHING),
    (SANS / "LectureSans-SemiboldItalic.ttf", "Lecture Sans", "SemiboldItalic", "italic", "600 700", EVERYTHING),
    ("source-code-pro/TTF/SourceCodePro-Regular.ttf", "Lecture Code", "Regular", "normal", "400", CODE),
]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum", "pnum"]


def cut(source, unicodes, names):
    """The part of a font with these characters, as woff2."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    for record in list(font["name"].names):
        new = names.get(record.nameID)
        if new:
            record.string = new
        elif names and record.nameID not in (0, 5, 8, 9, 10, 11, 12, 13, 14):
            font["name"].names.remove(record)
    font.flavor = "woff2"
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


def ranges(codes):
    """Characters as CSS writes them: U+20-7E, U+2212."""
    runs = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def divided(source, stem, wanted, names):
    """Writes a face's parts; gives each part's file and characters."""
    held = set(TTFont(source).getBestCmap()) & set(wanted)
    parts = [("", held & COMMON), ("-signs", held & SIGNS), ("-rest", held - COMMON - SIGNS)]
    for ending, codes in parts:
        if codes:
            (HERE / f"{stem}{ending}.woff2").write_bytes(cut(source, codes, names))
            yield f"{stem}{ending}.woff2", ranges(codes)


def rule(family, style, weight, file, characters):
    return (
        f'@font-face {{\n    font-family: {family};\n    font-style: {style};\n    font-weight: {weight};\n'
        f'    font-display: swap;\n    src: url("{{{{ resource "fonts/{file}" }}}}") format("woff2");\n'
        f"    unicode-range: {characters};\n}}\n"
    )


for old in HERE.glob("*.woff2"):
    old.unlink()

sheet = (
    "/* Lecture Serif, Display and Code: subsets of Adobe's Source Serif 4 and Source Code Pro; Lecture Sans: of\n"
    "   Source Sans 3. SIL Open Font License, beside this file. Written by subset-fonts.py. */\n"
)
for source, family, style, css_style, weight, wanted in FACES:
    stem = f"{family.replace(' ', '')}-{style}"
    names = {1: family, 2: style, 3: stem, 4: f"{family} {style}", 6: stem}
    for file, characters in divided(MODULES / source, stem, wanted, names):
        sheet += rule(f'"{family}"', css_style, weight, file, characters)
(HERE / "fonts.css").write_text(sheet)

katex = MODULES / "katex/dist"
plain = re.sub(r"@font-face\{.*?\}", "", (katex / "katex.min.css").read_text())
sheet = (
    "/* KaTeX 0.16.4 (npm package katex, dist/katex.min.css), MIT licence, see LICENSE-KaTeX-MIT.txt.\n"
    "   Changed by subset-fonts.py: woff2 sources only, their paths, font-display, faces in parts. */\n"
)
for path in sorted((katex / "fonts").glob("*.woff2")):
    family, style = path.stem.split("-")
    css_style = "italic" if "Italic" in style else "normal"
    weight = "700" if "Bold" in style else "400"
    for file, characters in divided(path, path.stem, EVERYTHING, {}):
        sheet += rule(family, css_style, weight, file, characters)
(HERE / "katex.css").write_text(sheet + plain)
