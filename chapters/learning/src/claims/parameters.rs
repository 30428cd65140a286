//! What the claims depend on.

use crate::analysis::counting::cost;
use crate::analysis::delay_line::Task;
use crate::analysis::perceptron::Cloud;
use crate::analysis::signals::Rule;
use common::param::Seed;
use common::parameters;

parameters! {
    /// Examples in the plane.
    pub struct Plane {
        /// the examples
        cloud: Cloud = Cloud::default() => Group;
    }
}

parameters! {
    /// Points in general position, counted.
    pub struct Counted {
        /// number of points
        points: usize = 4 => Integer { symbol: "P", from: 1, to: 50 };
        /// number of inputs
        inputs: usize = 3 => Integer { symbol: "N", from: 1, to: 50 };
    }
}

parameters! {
    /// A loading of a neuron with so many inputs.
    pub struct Loaded {
        /// number of inputs
        inputs: usize = 50 => Integer { symbol: "N", from: 1, to: 100_000 };
        /// examples for each input
        loading: f64 = 2.0 => Real { symbol: r"\alpha", unit: "", from: 0.01, to: 10.0 };
    }
}

parameters! {
    /// The same, simulated.
    pub struct Sampled {
        /// number of inputs
        inputs: usize = 20 => Integer { symbol: "N", from: 1, to: 60 };
        /// examples for each input
        loading: f64 = 2.0 => Real { symbol: r"\alpha", unit: "", from: 0.1, to: 4.0 };
        /// random sets of examples
        samples: usize = 1000 => Integer { symbol: "", from: 10, to: 100_000 };
        /// seed of the examples
        seed: Seed = Seed(1) => Seed;
    }
    work = Sampled::programmes;
}

impl Sampled {
    /// Number of points.
    pub fn points(&self) -> usize {
        crate::analysis::counting::points(self.loading, self.inputs)
    }

    fn programmes(&self) -> (f64, &'static str) {
        let work = self.samples as f64 * cost(self.points(), self.inputs);
        (10.0 * work, "--samples or --inputs")
    }
}

parameters! {
    /// A demand on the fraction of learnable tasks.
    pub struct Demand {
        /// number of inputs
        inputs: usize = 1000 => Integer { symbol: "N", from: 1, to: 3000 };
        /// part of the tasks that must be learnable
        level: f64 = 0.99 => Real { symbol: "", unit: "", from: 0.001, to: 0.999 };
    }
}

parameters! {
    /// A place along the delay line on one trial.
    pub struct Place {
        /// trial, counted from one
        trial: usize = 100 => Integer { symbol: "n", from: 1, to: 100_000 };
        /// steps before the reward
        before: usize = 0 => Integer { symbol: "k", from: 0, to: 59 };
        /// the cue and the reward
        task: Task = Task::default() => Group;
    }
    check = Place::on_the_line;
}

impl Place {
    fn on_the_line(&self) -> Result<(), String> {
        if self.before <= self.task.delay() {
            return Ok(());
        }
        Err(format!(
            "--before is {}, but the cue comes only {} steps before the reward",
            self.before,
            self.task.delay()
        ))
    }
}

parameters! {
    /// One trial.
    pub struct Trial {
        /// trial, counted from one
        trial: usize = 300 => Integer { symbol: "n", from: 1, to: 100_000 };
        /// the cue and the reward
        task: Task = Task::default() => Group;
    }
}

parameters! {
    /// A trial on which the error is on its way.
    pub struct Passing {
        /// trial, counted from one
        trial: usize = 50 => Integer { symbol: "n", from: 1, to: 100_000 };
        /// the cue and the reward
        task: Task = Task::default() => Group;
    }
}

parameters! {
    /// A cue and a reward, and nothing else.
    pub struct Paired {
        /// the cue and the reward
        task: Task = Task::default() => Group;
    }
}

parameters! {
    /// A linear network and what it learns from.
    pub struct Network {
        /// what the network learns from
        rule: Rule = Rule::Node => Choice;
        /// number of inputs
        inputs: usize = 8 => Integer { symbol: "N", from: 1, to: 100_000 };
        /// number of outputs
        outputs: usize = 32 => Integer { symbol: "M", from: 1, to: 100_000 };
    }
}

parameters! {
    /// A linear network and the size of the noise that it tries.
    pub struct Noisy {
        /// what the network learns from
        rule: Rule = Rule::Node => Choice;
        /// number of inputs
        inputs: usize = 8 => Integer { symbol: "N", from: 1, to: 100_000 };
        /// number of outputs
        outputs: usize = 32 => Integer { symbol: "M", from: 1, to: 100_000 };
        /// standard deviation of the noise
        noise: f64 = 0.1 => Logarithmic { symbol: r"\sigma", unit: "", from: 1e-6, to: 10.0 };
    }
}

parameters! {
    /// Linear networks, simulated.
    pub struct Networks {
        /// what they learn from
        rule: Rule = Rule::Node => Choice;
        /// number of inputs
        inputs: usize = 8 => Integer { symbol: "N", from: 1, to: 64 };
        /// number of outputs
        outputs: usize = 32 => Integer { symbol: "M", from: 1, to: 64 };
        /// presentations in all
        presentations: usize = 60_000 => Integer { symbol: "", from: 1000, to: 3_000_000 };
        /// seed of inputs, targets and noise
        seed: Seed = Seed(2) => Seed;
    }
    work = Networks::steps;
}

impl Networks {
    fn steps(&self) -> (f64, &'static str) {
        let sizes = (self.inputs, self.outputs);
        let work = crate::analysis::signals::cost(self.rule, sizes, self.presentations);
        (10.0 * work, "--presentations, --inputs or --outputs")
    }
}

parameters! {
    /// A neuron without teacher, and a target.
    pub struct Untaught {
        /// number of inputs
        inputs: usize = 8 => Integer { symbol: "N", from: 2, to: 10_000 };
        /// variance of the inputs along the principal component; along the others it is one
        spike: f64 = 4.0 => Real { symbol: r"\ell", unit: "", from: 1.01, to: 1000.0 };
        /// angle between the target and the principal component
        angle: f64 = 90.0 => Real { symbol: r"\varphi", unit: "°", from: 0.0, to: 180.0 };
    }
}

parameters! {
    /// A neuron without teacher that goes on learning.
    pub struct Restless {
        /// learning rate
        rate: f64 = 0.005 => Logarithmic { symbol: r"\eta", unit: "", from: 1e-6, to: 0.02 };
        /// number of inputs
        inputs: usize = 8 => Integer { symbol: "N", from: 2, to: 10_000 };
        /// variance of the inputs along the principal component; along the others it is one
        spike: f64 = 4.0 => Real { symbol: r"\ell", unit: "", from: 1.01, to: 1000.0 };
    }
}
