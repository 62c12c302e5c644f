//! How the declared load comes over time.

/// The shape of a load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The peak, all the time.
    Constant,
    /// From nothing to the peak, evenly.
    Ramp,
    /// A tenth of the peak for a fifth of the time, then all of it at once.
    FlashSale,
    /// A day in short: from the average to the peak and back.
    Daily,
}

impl Shape {
    /// The part of the peak at a moment, which goes from 0 to 1; `average` is the average as a part of the peak.
    pub fn factor(self, moment: f64, average: f64) -> f64 {
        match self {
            Self::Constant => 1.0,
            Self::Ramp => moment,
            Self::FlashSale if moment < 0.2 => 0.1,
            Self::FlashSale => 1.0,
            Self::Daily => {
                // Twice the average less the peak is the least, so that the mean is the average.
                let least = (2.0 * average - 1.0).max(0.0);
                let wave = (1.0 - (moment * std::f64::consts::TAU).cos()) / 2.0;
                least + (1.0 - least) * wave
            }
        }
    }
}
