//! The process: started, awaited, ended.

use std::{
    error::Error,
    fmt, io,
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::installation::Installation;

/// The engine's entry point.
const MAIN: &str = "software.amazon.dynamodb.services.local.main.ServerRunner";

/// Becomes the program it is given, after leaving behind a watcher that kills it when standard
/// input closes. So the engine never outlives this process, however that one ends: a value in
/// a `static` is not dropped, and a killed test drops nothing.
const TIED: &str =
    r#"exec 3<&0; (cat <&3 >/dev/null; kill -9 $$ 2>/dev/null) & exec "$@" </dev/null 3<&-"#;

/// How long the engine may take to answer; a busy machine needs ten seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is asked meanwhile.
const PAUSE: Duration = Duration::from_millis(20);

/// How many ports are tried: between finding a free one and using it another may take it.
const TRIES: usize = 3;

/// Why DynamoDB Local did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// Its files are nowhere.
    NotInstalled,
    /// There is no free port, or Java cannot be run.
    Run(io::Error),
    /// It ended before it answered.
    Ended(ExitStatus),
    /// It runs, but has not answered in a minute.
    Silent,
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled => {
                f.write_str("DynamoDB Local is not there: run `cargo xtask dynamodb-local`")
            }
            Self::Run(_) => f.write_str("DynamoDB Local cannot be run: is Java 17 installed?"),
            Self::Ended(status) => write!(f, "DynamoDB Local ended at once ({status})"),
            Self::Silent => write!(f, "DynamoDB Local is silent after {PATIENCE:?}"),
        }
    }
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Run(error) => Some(error),
            Self::NotInstalled | Self::Ended(_) | Self::Silent => None,
        }
    }
}

/// A running engine.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    pub(crate) fn start(installation: &Installation) -> Result<Self, StartError> {
        let mut last = StartError::Silent;
        for _ in 0..TRIES {
            match Self::start_on(installation, free_port().map_err(StartError::Run)?) {
                // The port was taken meanwhile, or something is wrong that is so again.
                Err(error @ StartError::Ended(_)) => last = error,
                other => return other,
            }
        }
        Err(last)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    fn start_on(installation: &Installation, address: SocketAddr) -> Result<Self, StartError> {
        let child = command(installation, address.port())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(StartError::Run)?;
        let mut process = Self { child, address };
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Some(status) = process.child.try_wait().map_err(StartError::Run)? {
                return Err(StartError::Ended(status));
            }
            if answers(address) {
                return Ok(process);
            }
            thread::sleep(PAUSE);
        }
        Err(StartError::Silent)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Neither failure can be helped here, and both mean that it is gone already.
        drop(self.child.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(installation: &Installation, port: u16) -> Command {
    let folder = installation.folder().display();
    let mut command = tied_java();
    command
        // Quick to start and small, since every test program has one.
        .args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"])
        .arg(format!("-Djava.library.path={folder}"))
        .args(["-cp", &format!("{folder}/*"), MAIN])
        .args(["-inMemory", "-sharedDb", "-disableTelemetry", "-port"])
        .arg(port.to_string());
    command
}

#[cfg(unix)]
fn tied_java() -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", TIED, "sh", "java"]);
    shell
}

#[cfg(not(unix))]
fn tied_java() -> Command {
    Command::new("java")
}

fn free_port() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

/// Whether anything speaks HTTP there. The engine refuses an unsigned request, and that will do.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut start = [0; 5];
        stream.read_exact(&mut start)?;
        Ok(&start == b"HTTP/")
    };
    ask().unwrap_or(false)
}
