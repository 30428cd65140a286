"""Subsets Source Sans 3 for the book: glyphs of Latin, Greek and mathematics, under another name.

The licence reserves the name "Source" for the unmodified font, so the subset is called Lecture Sans.
Usage: python3 subset.py FOLDER_WITH_THE_TTF_FILES (from the npm package source-sans, TTF/).
Needs: pip install fonttools==4.68.0
"""
import sys
from pathlib import Path
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
STYLES = {"Regular": "Regular", "It": "Italic", "Semibold": "Semibold", "SemiboldIt": "SemiboldItalic"}
UNICODES = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x370, 0x400),
    *range(0x2000, 0x2040), *range(0x2070, 0x20A0), *range(0x2150, 0x215F), 0x210F, 0x2113, 0x2126,
    *range(0x2190, 0x21D5), *range(0x2200, 0x22FF), *range(0x25A0, 0x25FF), 0x27E8, 0x27E9,
    0x2713, 0x20AC, 0x2122,
]
for style, name in STYLES.items():
    font = TTFont(Path(sys.argv[1]) / f"SourceSans3-{style}.ttf", recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "frac", "sups", "subs", "pnum", "tnum"]
    options.hinting = False
    options.name_IDs = ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    italic, semibold = "It" in style, "Semibold" in style
    # Four faces of one family: the semibold stands in for bold, so that `font-weight: bold` finds it.
    plain = {(0, 0): "Regular", (1, 0): "Italic", (0, 1): "Bold", (1, 1): "Bold Italic"}[(italic, semibold)]
    for record in list(font["name"].names):
        new = {1: "Lecture Sans", 2: plain, 3: f"LectureSans-{name}", 4: f"Lecture Sans {name}",
               6: f"LectureSans-{name}"}.get(record.nameID)
        if new:
            record.string = new
        elif record.nameID not in (0, 5, 8, 9, 10, 11, 12, 13, 14):
            font["name"].names.remove(record)
    font["OS/2"].usWeightClass = 600 if semibold else 400
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x01 if italic else 0) | (0x40 if plain == "Regular" else 0)
    font["head"].macStyle = 2 if italic else 0
    stem = HERE / f"LectureSans-{name}"
    font.save(f"{stem}.ttf")

# The table of advances with which texts are measured, in runs of consecutive characters.
fonts = [TTFont(HERE / f"LectureSans-{name}.ttf") for name in ("Regular", "Italic", "Semibold", "SemiboldItalic")]
advances = [{code: font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items()} for font in fonts]
codes = sorted(set.intersection(*map(set, advances)))
runs = []
for code in codes:
    if runs and code == runs[-1][-1] + 1:
        runs[-1].append(code)
    else:
        runs.append([code])
rust = ["//! Advances of the shipped font, in thousandths of the size. Written by assets/fonts/subset.py.", "",
        "/// Advances of consecutive characters: upright, italic, semibold, semibold italic.",
        "pub(super) struct Run {", "    pub first: u32,", "    pub advances: [&'static [u16]; 4],", "}", "",
        "#[rustfmt::skip]", f"pub(super) const RUNS: [Run; {len(runs)}] = ["]
for run in runs:
    rust.append(f"    Run {{ first: 0x{run[0]:x}, advances: [")
    for face in advances:
        line = "        &["
        for code in run:
            if len(line) > 92:
                rust.append(line)
                line = "          "
            line += f"{face[code]},"
        rust.append(line + "],")
    rust.append("    ] },")
rust.append("];")
(HERE / "../../src/figure/render/advances.rs").write_text("\n".join(rust) + "\n")
