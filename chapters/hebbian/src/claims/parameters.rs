//! What the claims depend on.

use crate::analysis::plane::{Cloud, Shape};
use crate::analysis::{Spectrum, Start};
use common::param::Seed;
use common::parameters;

parameters! {
    /// Averaged learning for some time.
    pub struct Averaged {
        /// learning rate times the number of inputs
        time: f64 = 1.0 => Real { symbol: "t", unit: "", from: 0.0, to: 1000.0 };
        /// the eigenvalues
        spectrum: Spectrum = Spectrum::default() => Group;
        /// the weights at the beginning
        start: Start = Start::default() => Group;
    }
}

parameters! {
    /// A direction that is to be reached.
    pub struct Reached {
        /// cos² of the angle to the principal eigenvector
        cosine_square: f64 = 0.99 => Real { symbol: r"\cos^2\theta", unit: "", from: 0.001, to: 0.999_999_999 };
        /// the eigenvalues
        spectrum: Spectrum = Spectrum::default() => Group;
        /// the weights at the beginning
        start: Start = Start::default() => Group;
    }
}

parameters! {
    /// A factor by which an angle is to shrink.
    pub struct Factor {
        /// factor by which the tangent of the angle shrinks
        factor: f64 = 10.0 => Logarithmic { symbol: "", unit: "", from: 1.001, to: 1e9 };
        /// the eigenvalues
        spectrum: Spectrum = Spectrum::default() => Group;
    }
}

parameters! {
    /// Hebb's rule, input by input, for some time.
    pub struct Strayed {
        /// learning rate
        rate: f64 = 0.001 => Logarithmic { symbol: r"\eta", unit: "", from: 1e-6, to: 0.1 };
        /// learning rate times the number of inputs
        time: f64 = 1.0 => Real { symbol: "t", unit: "", from: 0.0, to: 100.0 };
        /// the eigenvalues
        spectrum: Spectrum = Spectrum::default() => Group;
        /// the weights at the beginning
        start: Start = Start::default() => Group;
    }
    work = Strayed::inputs;
}

impl Strayed {
    fn inputs(&self) -> (f64, &'static str) {
        (60.0 * self.time / self.rate, "--time, or raise --rate")
    }
}

parameters! {
    /// Inputs with a spectrum, and nothing else.
    pub struct Seeing {
        /// the eigenvalues
        spectrum: Spectrum = Spectrum::default() => Group;
    }
}

parameters! {
    /// Oja's rule at a constant learning rate.
    pub struct Kept {
        /// learning rate
        rate: f64 = 0.002 => Logarithmic { symbol: r"\eta", unit: "", from: 1e-6, to: 0.1 };
        /// the eigenvalues
        spectrum: Spectrum = Spectrum::default() => Group;
    }
}

parameters! {
    /// Oja's rule at a constant learning rate, simulated.
    pub struct Settling {
        /// learning rate
        rate: f64 = 0.002 => Logarithmic { symbol: r"\eta", unit: "", from: 1e-5, to: 0.1 };
        /// number of inputs
        inputs: usize = 400_000 => Integer { symbol: "n", from: 1000, to: 50_000_000 };
        /// the eigenvalues
        spectrum: Spectrum = Spectrum::default() => Group;
        /// seed of the inputs
        seed: Seed = Seed(1) => Seed;
    }
    work = Settling::steps;
}

impl Settling {
    fn steps(&self) -> (f64, &'static str) {
        (150.0 * self.inputs as f64, "--inputs")
    }
}

parameters! {
    /// Many inputs of variance one, and one direction of larger variance.
    pub struct Spiked {
        /// learning rate
        rate: f64 = 1e-4 => Logarithmic { symbol: r"\eta", unit: "", from: 1e-8, to: 0.1 };
        /// number of inputs
        dimensions: usize = 1000 => Integer { symbol: "N", from: 2, to: 10_000_000 };
        /// variance along the direction
        spike: f64 = 10.0 => Real { symbol: r"\ell", unit: "", from: 1.01, to: 1000.0 };
    }
}

parameters! {
    /// Equal eigenvalues, between which the weights wander.
    pub struct Wandering {
        /// learning rate
        rate: f64 = 0.002 => Logarithmic { symbol: r"\eta", unit: "", from: 1e-8, to: 0.1 };
        /// the two equal eigenvalues
        eigenvalue: f64 = 5.0 => Real { symbol: r"\lambda", unit: "", from: 0.01, to: 100.0 };
    }
}

parameters! {
    /// A cloud of two inputs.
    pub struct Pair {
        /// the cloud
        cloud: Cloud = Cloud::default() => Group;
    }
}

parameters! {
    /// A cloud of two inputs around a mean that is not zero.
    pub struct Shifted {
        /// mean of the first input
        mean_x: f64 = 2.0 => Real { symbol: r"\bar u_1", unit: "", from: -20.0, to: 20.0 };
        /// mean of the second input
        mean_y: f64 = -4.0 => Real { symbol: r"\bar u_2", unit: "", from: -20.0, to: 20.0 };
        /// the cloud around the mean
        cloud: Cloud = Cloud::default() => Group;
    }
}

parameters! {
    /// A direction across a cross.
    pub struct Across {
        /// angle of the direction to the principal axis
        direction: f64 = 63.434_948_822_922_01 => Real { symbol: r"\psi", unit: "°", from: -180.0, to: 180.0 };
        /// the cross
        shape: Shape = Shape::default() => Group;
    }
}

parameters! {
    /// The first outputs of many.
    pub struct Sampled {
        /// number of outputs
        outputs: usize = 8 => Integer { symbol: "k", from: 1, to: 64 };
    }
}

parameters! {
    /// A part of the variance that is to be explained.
    pub struct Target {
        /// part of the variance
        share: f64 = 90.0 => Real { symbol: "", unit: "%", from: 1.0, to: 99.9 };
    }
}

parameters! {
    /// Patches of the photograph.
    pub struct Patches {
        /// pixels along a side of a patch
        side: usize = 12 => Integer { symbol: "", from: 4, to: 16 };
        /// number of outputs
        outputs: usize = 8 => Integer { symbol: "k", from: 1, to: 16 };
    }
}

parameters! {
    /// A planted direction and a number of samples.
    pub struct Planted {
        /// variance along the planted direction
        spike: f64 = 2.0 => Real { symbol: r"\ell", unit: "", from: 1.001, to: 1000.0 };
        /// samples per dimension
        samples: f64 = 2.0 => Logarithmic { symbol: r"P/N", unit: "", from: 0.001, to: 1e6 };
    }
}

parameters! {
    /// One component of the patches of the photograph.
    pub struct Rank {
        /// its rank; the one with the largest variance has rank one
        rank: usize = 7 => Integer { symbol: "k", from: 1, to: 14 };
        /// pixels along a side of a patch
        side: usize = 12 => Integer { symbol: "", from: 4, to: 16 };
    }
}

parameters! {
    /// One direction of larger variance that many inputs are to learn and to hold.
    pub struct Held {
        /// mean sin² of the angle that is allowed
        sine_square: f64 = 0.05 => Real { symbol: r"\langle\sin^2\theta\rangle", unit: "", from: 0.0001, to: 0.5 };
        /// number of inputs
        dimensions: usize = 1000 => Integer { symbol: "N", from: 2, to: 10_000_000 };
        /// variance along the direction
        spike: f64 = 10.0 => Real { symbol: r"\ell", unit: "", from: 1.01, to: 1000.0 };
    }
}
