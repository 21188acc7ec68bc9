//! What is counted for Prometheus. No label holds anything that a reader sent: addresses are those of our own routes.

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use std::borrow::Cow;
use std::time::Duration;

/// The type of what [`Metrics::text`] gives.
pub(crate) const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// From a fifth of a millisecond to the longest that a request may take.
const SECONDS: [f64; 12] = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2.0, 10.0];

type Labels<const N: usize> = [(&'static str, Cow<'static, str>); N];
type Numbers<const N: usize> = [(&'static str, u16); N];
type Times<const N: usize> = Family<Labels<N>, Histogram, fn() -> Histogram>;

/// The counters of one running site.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<(Labels<2>, Numbers<1>), Counter>,
    seconds: Times<1>,
    bytes: Counter,
    /// Requests that are being answered.
    pub(crate) active: Gauge,
    waiting: Gauge,
    analysis: Histogram,
    /// Requests that were refused because too many waited.
    pub(crate) refused: Counter,
    /// Requests whose handler panicked.
    pub(crate) panics: Counter,
}

/// One more in a gauge, for as long as it lives.
#[derive(Debug)]
pub(crate) struct Counted(Gauge);

impl Counted {
    pub(crate) fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let histogram: fn() -> Histogram = || Histogram::new(SECONDS);
        let mut metrics = Self {
            registry: Registry::with_prefix("peapod"),
            requests: Family::default(),
            seconds: Family::new_with_constructor(histogram),
            bytes: Counter::default(),
            active: Gauge::default(),
            waiting: Gauge::default(),
            analysis: histogram(),
            refused: Counter::default(),
            panics: Counter::default(),
        };
        metrics.register();
        metrics
    }

    fn register(&mut self) {
        let registry = &mut self.registry;
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The program", build);
        registry.register("requests", "Requests that were answered", self.requests.clone());
        registry.register_with_unit(
            "request",
            "Time from the head of a request to the last byte of its answer",
            Unit::Seconds,
            self.seconds.clone(),
        );
        registry.register_with_unit("sent", "Bytes of answers, without heads", Unit::Bytes, self.bytes.clone());
        registry.register("requests_active", "Requests that are being answered", self.active.clone());
        registry.register("analyses_waiting", "Analyses that wait for their turn", self.waiting.clone());
        registry.register_with_unit("analysis", "Time of an analysis at work", Unit::Seconds, self.analysis.clone());
        registry.register("refused", "Requests that were refused because too many waited", self.refused.clone());
        registry.register("panics", "Requests whose handler panicked", self.panics.clone());
    }

    /// A request that was answered. `route` is one of ours, never an address as sent.
    pub(crate) fn answered(
        &self,
        method: &'static str,
        route: Cow<'static, str>,
        status: u16,
        bytes: u64,
        time: Duration,
    ) {
        self.seconds.get_or_create(&[("route", route.clone())]).observe(time.as_secs_f64());
        let labels = ([("method", method.into()), ("route", route)], [("status", status)]);
        self.requests.get_or_create(&labels).inc();
        self.bytes.inc_by(bytes);
    }

    /// An analysis that waits, for as long as what this gives is kept.
    pub(crate) fn waiting(&self) -> Counted {
        Counted::new(&self.waiting)
    }

    /// An analysis that took this long, waiting not counted.
    pub(crate) fn analysed(&self, time: Duration) {
        self.analysis.observe(time.as_secs_f64());
    }

    /// Everything, as Prometheus reads it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_can_be_read() {
        let metrics = Metrics::new();
        metrics.answered("GET", "page".into(), 200, 1234, Duration::from_millis(3));
        let waiting = metrics.waiting();
        let text = metrics.text();
        assert!(text.contains("peapod_requests_total{method=\"GET\",route=\"page\",status=\"200\"} 1\n"), "{text}");
        assert!(text.contains("peapod_sent_bytes_total 1234\n"), "{text}");
        assert!(text.contains("peapod_request_seconds_bucket{le=\"0.005\",route=\"page\"} 1\n"), "{text}");
        assert!(text.contains("peapod_analyses_waiting 1\n"), "{text}");
        drop(waiting);
        assert!(metrics.text().contains("peapod_analyses_waiting 0\n"));
    }
}
