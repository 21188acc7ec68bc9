//! `peapod serve`: the site on a socket. It takes connections until it is told to stop, then finishes what it has begun.

use crate::arguments::Serve;
use crate::site::{Settings, Site};
use crate::web::router;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// So long may a client take over the head of a request.
const HEAD: Duration = Duration::from_secs(15);
/// So long is waited for requests in progress when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Runs `peapod serve`.
pub fn serve(arguments: &Serve) -> ExitCode {
    let run = || -> Result<(), String> {
        let site = Site::load(Settings {
            dist: arguments.site.clone(),
            content: arguments.content.clone(),
            most_bytes: arguments.max_body,
            patience: Duration::from_secs(arguments.timeout),
            public_url: arguments.public_url.as_ref().map(|url| url.trim_end_matches('/').to_owned()),
            edit_url: arguments.edit_url.clone(),
        })?;
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        runtime.block_on(listen(arguments, Arc::new(site)))
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("peapod: {trouble}");
            ExitCode::from(2)
        }
    }
}

async fn listen(arguments: &Serve, site: Arc<Site>) -> Result<(), String> {
    let address = arguments.listen;
    let listener =
        TcpListener::bind(address).await.map_err(|error| format!("{address} cannot be listened on: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    eprintln!("peapod: serving on http://{address}/ (stop with Ctrl-C)");
    let app = router(Arc::clone(&site));
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(told_to_stop());
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => attend(stream, &app, &connections),
                // Out of file handles, most likely: others must close first.
                Err(error) => { eprintln!("peapod: {error}"); tokio::time::sleep(Duration::from_millis(100)).await; }
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    site.leave();
    eprintln!("peapod: finishing the requests in progress");
    tokio::select! {
        () = connections.shutdown() => {}
        () = tokio::time::sleep(FAREWELL) => eprintln!("peapod: some requests were not finished"),
    }
    Ok(())
}

/// Serves one connection, beside the others.
fn attend(stream: TcpStream, app: &Router, connections: &GracefulShutdown) {
    let service = app.clone().map_request(|request: Request<Incoming>| request.map(Body::new));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let connection = connections.watch(connection);
    // An error here is the client's: it went away or spoke something else than HTTP.
    tokio::spawn(async move { drop(connection.await) });
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
