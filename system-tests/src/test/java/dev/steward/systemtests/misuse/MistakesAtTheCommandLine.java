package dev.steward.systemtests.misuse;

import static dev.steward.systemtests.misuse.Mistake.typed;

import java.util.List;

/** What newcomers type. */
final class MistakesAtTheCommandLine {

    private MistakesAtTheCommandLine() {}

    static final List<Mistake> ALL = List.of(
            typed("no command", "", 2, "say what to do", "serve, worker, ", "Try: steward --help"),
            typed("a mistyped command", "shutdwon", 2, "there is no", "'shutdwon'", "did you mean shutdown"),
            typed("a command of another program", "stop", 2, "there is no", "'stop'", "did you mean shutdown?"),
            typed("a mistyped option", "serve --prot 8080", 2, "Unknown option", "--prot", "did you mean --port"),
            typed("a word too many", "ping now --connect {SERVER}", 2, "takes no 'now'", "ping", "steward ping --help"),
            typed("no key", "serve", 2, "no key", "--authkey-file", "head -c 32 /dev/urandom"),
            typed(
                    "a key file that is not there",
                    "serve --authkey-file {NONE}",
                    2,
                    "cannot read the key file",
                    "{NONE}",
                    "check that it exists"),
            typed(
                    "a key file that is empty",
                    "serve --authkey-file {EMPTY}",
                    2,
                    "is empty",
                    "{EMPTY}",
                    "write at least 16 random bytes"),
            typed(
                    "a port that is no number",
                    "serve --port http --authkey-file {KEY}",
                    2,
                    "'http' is not an int",
                    "--port",
                    "steward serve --help"),
            typed(
                    "a port that there is not",
                    "serve --port 70000 --authkey-file {KEY}",
                    2,
                    "not 70000",
                    "--port",
                    "must be from 0 to 65535"),
            typed(
                    "a port that is taken",
                    "serve --port {TAKEN} --authkey-file {KEY}",
                    1,
                    "cannot listen",
                    "127.0.0.1:{TAKEN}",
                    "stop what listens there, or choose another address"),
            typed(
                    "a socket and a port",
                    "serve --unix {NONE} --port 1 --authkey-file {KEY}",
                    2,
                    "stands alone",
                    "--unix",
                    "leave --host and --port out"),
            typed(
                    "a certificate without its key",
                    "serve --tls-cert {CERT} --authkey-file {KEY}",
                    2,
                    "go together",
                    "--tls-cert and --tls-key",
                    "give both or neither"),
            typed(
                    "a certificate with the key of another",
                    "serve --tls-cert {OTHER_CERT} --tls-key {CERT_KEY} --authkey-file {KEY}",
                    2,
                    "is not that of the certificate",
                    "{OTHER_CERT}",
                    "give the key that the certificate was made for"),
            typed(
                    "a certificate that is none",
                    "serve --tls-cert {KEY} --tls-key {CERT_KEY} --authkey-file {KEY}",
                    2,
                    "cannot",
                    "{KEY}",
                    "must be readable PEM files"),
            typed(
                    "everybody let in without TLS",
                    "serve --host 0.0.0.0 --authkey-file {KEY}",
                    1,
                    "there is no TLS",
                    "0.0.0.0",
                    "give --tls-cert and --tls-key"),
            typed(
                    "a short key for everybody",
                    "serve --host 0.0.0.0 --insecure --authkey-file {SHORT_KEY}",
                    1,
                    "fewer than 16 bytes",
                    "0.0.0.0",
                    "head -c 32 /dev/urandom"),
            typed(
                    "a limit that there is not",
                    "serve --limit SESSION=5 --authkey-file {KEY}",
                    2,
                    "SESSION",
                    "--limit",
                    "SESSIONS"),
            typed(
                    "a limit out of range",
                    "serve --limit SESSIONS=0 --authkey-file {KEY}",
                    2,
                    "not 0",
                    "the limit SESSIONS",
                    "must be from 1 to 1000000"),
            typed(
                    "settings that are not there",
                    "serve --config {NONE}",
                    2,
                    "cannot read the settings file",
                    "{NONE}",
                    "check that it exists"),
            typed(
                    "settings with a mistyped line",
                    "serve --config {SETTINGS}",
                    2,
                    "'prot', which is no option of serve",
                    "{SETTINGS}",
                    "it may have admin-key-file"),
            typed(
                    "settings with a wrong value",
                    "serve --config {WRONG_PORT} --authkey-file {KEY}",
                    2,
                    "'http' is not an int",
                    "{WRONG_PORT}",
                    "steward serve --help"),
            typed(
                    "functions without workers",
                    "serve --allow com.acme --authkey-file {KEY}",
                    2,
                    "of no use without workers",
                    "what workers may run",
                    "add --workers N"),
            typed(
                    "a worker without its jar",
                    "worker --connect {SERVER} --authkey-file {KEY} --class-path {NONE}",
                    2,
                    "there is no",
                    "{NONE}",
                    "correct --class-path"),
            typed("no server", "ls --authkey-file {KEY}", 2, "Missing required option", "--connect", "HOST:PORT"),
            typed(
                    "an address without a port",
                    "ls --connect localhost --authkey-file {KEY}",
                    2,
                    "the port is missing",
                    "'localhost'",
                    "write HOST:PORT such as 127.0.0.1:8080"),
            typed(
                    "a server that was not started",
                    "ls --connect {NOBODY} --authkey-file {KEY}",
                    3,
                    "nobody listens",
                    "{NOBODY}",
                    "start the server there"),
            typed(
                    "the key of another server",
                    "ls --connect {SERVER} --authkey-file {OTHER_KEY}",
                    3,
                    "does not hold the key",
                    "{SERVER}",
                    "check that both sides were given the same key"),
            typed(
                    "no TLS where the server wants it",
                    "ls --connect {ENCRYPTED} --authkey-file {KEY}",
                    3,
                    "closed the connection without a word",
                    "{ENCRYPTED}",
                    "--tls-trust FILE"),
            typed(
                    "the certificate of another server",
                    "ls --connect {ENCRYPTED} --authkey-file {KEY} --tls-trust {OTHER_CERT}",
                    3,
                    "TLS with",
                    "{ENCRYPTED}",
                    "is the one given to --tls-trust FILE"),
            typed(
                    "the ordinary key for what needs the other",
                    "ls --connect {ADMINISTERED} --authkey-file {KEY}",
                    3,
                    "needs the admin key",
                    "of this server",
                    "--admin-key-file FILE"),
            typed(
                    "an object that there is not",
                    "show orders --connect {SERVER} --authkey-file {KEY}",
                    1,
                    "no object has the name",
                    "'orders'",
                    "steward ls --all"));
}
