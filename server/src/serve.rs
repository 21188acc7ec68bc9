//! `peapod serve`: the site on a socket. It takes connections until it is told to stop, then finishes what it has begun.

mod fronts;
mod wire;

use crate::arguments::{Log, Serve};
use crate::shelf::Shelf;
use crate::site::Site;
use crate::web::{Front, router};
use axum::body::Body;
use axum::http::{Request, Response};
use fronts::Fronts;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::TokioTimer;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tower::ServiceExt as _;
use wire::Wire;

/// So long may a client take over the head of a request, and less where the operator's patience is less.
const HEAD: Duration = Duration::from_secs(15);
/// So long is waited for requests in progress when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// So large may the head of a request be, in bytes.
const HEAD_BYTES: usize = 32 * 1024;

/// Runs `peapod serve`.
pub fn serve(arguments: &Serve) -> ExitCode {
    let run = || -> Result<(), String> {
        let site = Arc::new(Site::load(arguments.settings())?);
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        runtime.block_on(listen(arguments, &site))
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("peapod: {trouble}");
            ExitCode::from(2)
        }
    }
}

async fn listen(arguments: &Serve, site: &Arc<Site>) -> Result<(), String> {
    let (listener, address) = bind(arguments.listen).await?;
    let metrics = match arguments.metrics_listen {
        Some(address) => Some(bind(address).await?),
        None => None,
    };
    let threads = |error: io::Error| format!("a thread cannot be started: {error}");
    let _log = crate::log::start(arguments.log).map_err(threads)?;
    let head = site.settings.patience.min(HEAD);
    let front = Front::new(site, router(Arc::clone(site)), Handle::current());
    let fronts = Fronts::start(&front, head).map_err(threads)?;
    tell(arguments, site, address, metrics.as_ref().map(|(_, address)| *address));
    let connections = GracefulShutdown::new();
    let counted = async {
        match metrics {
            Some((listener, _)) => count(&listener, site, &connections, head).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = accept(&listener, |stream| hand_over(stream, &fronts)) => {}
        () = counted => {}
        () = told_to_stop() => {}
    }
    drop(listener);
    site.operation.leave();
    tracing::info!("stopping: finishing the requests in progress");
    let (finished, counted) = tokio::join!(tokio::task::spawn_blocking(|| fronts.finish()), farewell(connections));
    if !(finished.unwrap_or(false) && counted) {
        tracing::warn!("some requests were not finished");
    }
    Ok(())
}

fn hand_over(stream: TcpStream, fronts: &Fronts) {
    match stream.into_std() {
        Ok(stream) => fronts.hold(stream),
        Err(error) => tracing::warn!(%error, "a connection could not be held"),
    }
}

/// Serves what is counted, on a listener of its own.
async fn count(listener: &TcpListener, site: &Arc<Site>, connections: &GracefulShutdown, head: Duration) {
    let counters = crate::web::metrics(Arc::clone(site));
    let counters = counters.map_request(|request: Request<Incoming>| request.map(Body::new));
    let shelf = Arc::new(Shelf::new());
    let attend = |stream| {
        attend(stream, Arc::clone(&shelf), TowerToHyperService::new(counters.clone()), connections, head);
    };
    accept(listener, attend).await;
}

async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), String> {
    let named = |error: io::Error| format!("{address} cannot be listened on: {error}");
    let listener = TcpListener::bind(address).await.map_err(named)?;
    let address = listener.local_addr().map_err(named)?;
    Ok((listener, address))
}

/// Says where the site is, and every setting that it runs with, whatever the form of the log.
fn tell(arguments: &Serve, site: &Site, address: SocketAddr, metrics: Option<SocketAddr>) {
    let settings = &site.settings;
    let list = |origins: &[String]| if origins.is_empty() { "none".to_owned() } else { origins.join(",") };
    let metrics = metrics.map_or_else(|| "off".to_owned(), |address| format!("http://{address}/metrics"));
    if arguments.log == Log::Text {
        eprintln!("peapod: serving on http://{address}/ (stop with Ctrl-C)");
    }
    tracing::info!(
        listen = %address,
        site = %settings.dist,
        content = %settings.content,
        max_body = settings.most_bytes,
        timeout = settings.patience.as_secs(),
        queue = settings.queue,
        cors_origin = list(&settings.callers),
        frame_ancestor = list(&settings.hosts),
        images = settings.images,
        public_url = settings.public_url.as_deref().unwrap_or("as requests say"),
        edit_url = settings.edit_url.as_deref().unwrap_or("none"),
        metrics,
        version = env!("CARGO_PKG_VERSION"),
        "serving"
    );
}

/// Takes connections, for as long as it is waited for.
async fn accept(listener: &TcpListener, attend: impl Fn(TcpStream)) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => attend(stream),
            // Out of file handles, most likely: others must close first.
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// Serves one connection, beside the others.
fn attend<S>(stream: TcpStream, shelf: Arc<Shelf>, service: S, connections: &GracefulShutdown, head: Duration)
where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible> + Send + 'static,
    S::Future: Send,
{
    // Small answers must not wait for more to send.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(Wire::new(stream, shelf), service);
    let connection = connections.watch(connection);
    // An error here is the client's: it went away or spoke something else than HTTP.
    tokio::spawn(async move { drop(connection.await) });
}

/// Waits until what was begun on these connections is finished, but not for ever. Says whether it was.
async fn farewell(connections: GracefulShutdown) -> bool {
    tokio::select! {
        () = connections.shutdown() => true,
        () = tokio::time::sleep(FAREWELL) => false,
    }
}

/// Waits for Ctrl-C, or on Unix for the signal that stops a service.
async fn told_to_stop() {
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    let interrupted = async {
        let result: io::Result<()> = tokio::signal::ctrl_c().await;
        if result.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! { () = terminated => {}, () = interrupted => {} }
}
