//! The figure as a picture of pixels, for places that take no SVG.

use super::render::palette::LIGHT_PAPER;
use super::{Figure, FigureError};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::Arc;

const FONTS: [&[u8]; 4] = [
    include_bytes!("../../assets/fonts/LectureSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/LectureSans-Italic.ttf"),
    include_bytes!("../../assets/fonts/LectureSans-Semibold.ttf"),
    include_bytes!("../../assets/fonts/LectureSans-SemiboldItalic.ttf"),
];

impl Figure {
    /// The figure as a PNG file on a white background, `scale` pixels of it to one of the drawing's.
    /// Only the fonts that the book ships are used.
    ///
    /// # Errors
    /// [`FigureError::Picture`], if the picture would be too large or can't be encoded.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, FigureError> {
        let failed = |error: &dyn std::fmt::Display| FigureError::Picture(error.to_string());
        let mut fonts = fontdb::Database::new();
        for font in FONTS {
            fonts.load_font_data(font.to_vec());
        }
        fonts.set_sans_serif_family("Lecture Sans");
        let options = Options {
            fontdb: Arc::new(fonts),
            ..Options::default()
        };
        // resvg takes CSS's word for sharp cells only from a style; this one it takes from SVG's.
        let svg = self.svg().replace("=\"pixelated\"", "=\"optimizeSpeed\"");
        let tree = Tree::from_str(&svg, &options).map_err(|error| failed(&error))?;
        let size = tree.size().to_int_size().scale_by(scale);
        let pixels = size.and_then(|size| Pixmap::new(size.width(), size.height()));
        let mut pixels = pixels.ok_or_else(|| failed(&format!("no picture of scale {scale}")))?;
        let (red, green, blue) = LIGHT_PAPER;
        pixels.fill(Color::from_rgba8(red, green, blue, 255));
        resvg::render(
            &tree,
            Transform::from_scale(scale, scale),
            &mut pixels.as_mut(),
        );
        pixels.encode_png().map_err(|error| failed(&error))
    }
}
