//! Debian's nginx with files of ours on disk, as it comes but for its log: what a site of files alone would be served by.
//!
//! It listens on loopback only, in a folder of its own below `target/`, and ends with the value that stands for it.

use crate::command::{command, output, stop};
use crate::place::Place;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Debian's own settings, without the log, and with connections that may stay open as long as ours do.
const SETTINGS: &str = "\
user USER;
daemon off;
worker_processes auto;
pid FOLDER/nginx.pid;
error_log stderr crit;
events { worker_connections 768; }
http {
  include /etc/nginx/mime.types;
  default_type text/html;
  sendfile on;
  tcp_nopush on;
  types_hash_max_size 2048;
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path FOLDER/body;
  proxy_temp_path FOLDER/proxy;
  fastcgi_temp_path FOLDER/fastcgi;
  uwsgi_temp_path FOLDER/uwsgi;
  scgi_temp_path FOLDER/scgi;
  server { listen ADDRESS backlog=1024; root FOLDER/files; }
}
";

/// A running nginx.
pub(super) struct Nginx {
    child: Child,
    settings: PathBuf,
    /// Host and port.
    pub(super) address: String,
}

impl Nginx {
    /// Starts it over these paths with these contents.
    pub(super) fn start(place: &Place, files: &[(&str, Vec<u8>)]) -> Result<Self, String> {
        let folder = place.target().join("load");
        let settings = folder.join("nginx.conf");
        let written = || -> std::io::Result<String> {
            let _ = fs::remove_dir_all(&folder);
            for (path, content) in files {
                let file = folder.join("files").join(path.trim_start_matches('/'));
                fs::create_dir_all(file.parent().unwrap_or(&folder))?;
                fs::write(file, content)?;
            }
            let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
            let user = output(&mut command(place, "id", &["-un"])).unwrap_or_else(|| "nobody".to_owned());
            let text = SETTINGS.replace("FOLDER", &folder.to_string_lossy()).replace("ADDRESS", &address);
            fs::write(&settings, text.replace("USER", &user))?;
            Ok(address)
        };
        let address = written().map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut nginx = command(place, "nginx", &["-c", &settings.to_string_lossy()]);
        let child =
            nginx.stdin(Stdio::null()).spawn().map_err(|error| format!("nginx could not be started: {error}"))?;
        let nginx = Self { child, settings, address };
        let listens = (0..50).any(|_| {
            sleep(Duration::from_millis(100));
            TcpStream::connect(&nginx.address).is_ok()
        });
        if listens { Ok(nginx) } else { Err("nginx does not listen".to_owned()) }
    }

    /// The process that the others are children of.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Asked to stop, it takes its children along; killed, it would leave them.
        let asked = std::process::Command::new("nginx").arg("-c").arg(&self.settings).args(["-s", "stop"]).status();
        if asked.is_ok_and(|status| status.success()) {
            let _ = self.child.wait();
        } else {
            stop(&mut self.child);
        }
    }
}
