package dev.steward.cli;

import dev.steward.admin.json.JsonText;
import dev.steward.client.Address;
import dev.steward.vocabulary.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for what is wrong with a set-up, and says what to do about it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Looks for what is wrong with a set-up.",
        description = {
            "It takes the options of serve, or its settings file, and says of each thing",
            "whether it will do: keys and who can read them, address and port, TLS and its",
            "dates, state, JDK, memory, shared memory, descriptors, clock, log. With",
            "--connect it asks a server that runs. Nothing is changed.",
            ""
        },
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} doctor --config server.properties",
            "         ${ROOT-COMMAND-NAME} doctor --connect 127.0.0.1:8080 --authkey-file key.txt",
            "Exit code 1 if something will not work; what works with a warning ends with 0."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(
            names = "--connect",
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "ask the server there, too: HOST:PORT or unix:PATH")
    private @Nullable Address address;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description = "PEM file with the certificate that a client trusts; turns TLS on for --connect")
    private @Nullable Path trust;

    @Option(names = "--json", description = "print JSON, on one line")
    private boolean json;

    @Override
    public Integer call() {
        options.check();
        List<Finding> findings = new ArrayList<>();
        KeyChecks keys = new KeyChecks(options);
        findings.addAll(keys.findings());
        if (address == null) {
            findings.addAll(new ListenChecks(options, keys.key()).findings());
        } else {
            findings.add(ServerCheck.of(address, keys, trust));
        }
        CertificateChecks certificates = new CertificateChecks(Clock.systemUTC());
        findings.addAll(certificates.ofServer(options.tlsCertificate(), options.tlsKey()));
        findings.addAll(certificates.ofClient(trust));
        findings.addAll(MachineChecks.findings(options.stateDirectory()));
        return print(findings);
    }

    private int print(List<Finding> findings) {
        PrintWriter out = Output.of(spec);
        long failed = count(findings, Finding.State.FAIL);
        long warned = count(findings, Finding.State.WARN);
        if (json) {
            out.println(JsonText.of(asJson(findings, failed, warned)));
        } else {
            printLines(out, findings, failed, warned);
        }
        out.flush();
        return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static Map<String, Object> asJson(List<Finding> findings, long failed, long warned) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("failed", failed);
        members.put("warnings", warned);
        members.put("findings", findings.stream().map(Finding::json).toList());
        return members;
    }

    private static void printLines(PrintWriter out, List<Finding> findings, long failed, long warned) {
        int width = findings.stream()
                .mapToInt(finding -> finding.subject().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            String begin = finding.state().word() + "  " + finding.subject()
                    + " ".repeat(width - finding.subject().length() + 2);
            out.println(begin + Printable.of(finding.said()));
            if (finding.cure() != null) {
                out.println(" ".repeat(begin.length()) + "-> " + Printable.of(finding.cure()));
            }
        }
        out.println(
                failed == 0 && warned == 0
                        ? "nothing is wrong"
                        : failed + (failed == 1 ? " thing" : " things") + " will not work, " + warned
                                + (warned == 1 ? " warning" : " warnings"));
    }

    private static long count(List<Finding> findings, Finding.State state) {
        return findings.stream().filter(finding -> finding.state() == state).count();
    }
}
