//! What the claims of the theory depend on.

use common::parameters;

parameters! {
    /// A network with this loading.
    pub struct Loaded {
        /// loading: memories over neurons
        loading: f64 = 0.138 => Real { symbol: r"\alpha", unit: "", from: 0.0, to: 10.0 };
    }
}

parameters! {
    /// A network with a loading at which it remembers.
    pub struct Remembering {
        /// loading: memories over neurons
        loading: f64 = 0.1 => Real { symbol: r"\alpha", unit: "", from: 0.0, to: 10.0 };
    }
}

parameters! {
    /// A network with a loading at which memories have the lowest free energy.
    pub struct Sparse {
        /// loading: memories over neurons
        loading: f64 = 0.02 => Real { symbol: r"\alpha", unit: "", from: 0.0, to: 10.0 };
    }
}

parameters! {
    /// A network at a loading and a temperature.
    pub struct Warm {
        /// loading: memories over neurons
        loading: f64 = 0.1 => Real { symbol: r"\alpha", unit: "", from: 0.0, to: 10.0 };
        /// temperature
        temperature: f64 = 0.0 => Real { symbol: "T", unit: "", from: 0.0, to: 10.0 };
    }
}

parameters! {
    /// A temperature.
    pub struct At {
        /// temperature
        temperature: f64 = 0.0 => Real { symbol: "T", unit: "", from: 0.0, to: 1.5 };
    }
}

parameters! {
    /// So many neurons and memories.
    pub struct Sized {
        /// number of neurons
        neurons: usize = 1000 => Integer { symbol: "N", from: 2, to: 1_000_000 };
        /// number of memories
        memories: usize = 138 => Integer { symbol: "P", from: 1, to: 1_000_000 };
    }
}

parameters! {
    /// So many neurons.
    pub struct Many {
        /// number of neurons
        neurons: f64 = 10_000.0 => Logarithmic { symbol: "N", unit: "", from: 100.0, to: 1e12 };
    }
}

parameters! {
    /// So many neurons, of which a few may err.
    pub struct Flawless {
        /// number of neurons
        neurons: f64 = 10_000.0 => Logarithmic { symbol: "N", unit: "", from: 100.0, to: 1e12 };
        /// neurons that noise overturns, on average
        errors: f64 = 1.0 => Logarithmic { symbol: "", unit: "", from: 0.001, to: 10.0 };
    }
}

parameters! {
    /// A start of the parallel dynamics.
    pub struct Parallel {
        /// overlap at the start
        start: f64 = 0.5 => Real { symbol: "m_0", unit: "", from: -1.0, to: 1.0 };
        /// loading: memories over neurons
        loading: f64 = 0.12 => Real { symbol: r"\alpha", unit: "", from: 0.0, to: 10.0 };
        /// temperature
        temperature: f64 = 0.0 => Real { symbol: "T", unit: "", from: 0.0, to: 10.0 };
    }
}

parameters! {
    /// A symmetric mixture.
    pub struct Mixed {
        /// number of memories that take part
        count: usize = 3 => Integer { symbol: "n", from: 1, to: 49 };
        /// temperature
        temperature: f64 = 0.0 => Real { symbol: "T", unit: "", from: 0.0, to: 1.5 };
    }
}

parameters! {
    /// A symmetric mixture in a network that has other memories too.
    pub struct MixedLoaded {
        /// number of memories that take part
        count: usize = 3 => Integer { symbol: "n", from: 1, to: 15 };
        /// loading: memories over neurons
        loading: f64 = 0.02 => Real { symbol: r"\alpha", unit: "", from: 0.0, to: 1.0 };
        /// temperature
        temperature: f64 = 0.0 => Real { symbol: "T", unit: "", from: 0.0, to: 1.5 };
    }
}

parameters! {
    /// How many memories a mixture has.
    pub struct Count {
        /// number of memories that take part
        count: usize = 3 => Integer { symbol: "n", from: 1, to: 49 };
    }
}

parameters! {
    /// How many memories a mixture has, and how warm it is.
    pub struct CountWarm {
        /// number of memories that take part
        count: usize = 3 => Integer { symbol: "n", from: 1, to: 15 };
        /// temperature
        temperature: f64 = 0.0 => Real { symbol: "T", unit: "", from: 0.0, to: 1.5 };
    }
}
