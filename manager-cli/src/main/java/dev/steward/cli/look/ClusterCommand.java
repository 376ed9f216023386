package dev.steward.cli.look;

import dev.steward.admin.json.JsonText;
import dev.steward.admin.json.MemberJson;
import dev.steward.client.ClusterMember;
import dev.steward.client.ClusterServers;
import dev.steward.vocabulary.lines.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how several servers stand that keep one log, and has another one lead. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        header = "Tells how the servers of a cluster stand, or has another one lead.",
        description = {
            "Each server is asked itself, whether it leads or not. Of each: its name, where",
            "clients and where the others reach it, whether it leads, how far it has come in",
            "the log (applied, committed, what it has), its bytes on the disk and in the heap,",
            "and with how many of the others it is connected.",
            ""
        },
        footer = {
            "",
            "Ends with 0 if one leads, with 1 if none does, with 3 if none answers. step-down",
            "needs the admin key if the servers have one, and says who leads then.",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} cluster --connect 10.0.0.1:8080,10.0.0.2:8080,10.0.0.3:8080 --authkey-file key.txt",
            "  ${ROOT-COMMAND-NAME} cluster step-down --connect 10.0.0.1:8080,10.0.0.2:8080,10.0.0.3:8080 --authkey-file key.txt"
        })
final class ClusterCommand implements Callable<Integer> {

    private static final String STEP_DOWN = "step-down";
    private static final List<String> HEADING = List.of(
            "MEMBER", "CLIENTS", "SERVERS", "ROLE", "TERM", "APPLIED", "COMMITTED", "HAS", "DISK", "HEAP", "SEES");
    private static final int MEBIBYTE = 1 << 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ServerAccess server;

    @Parameters(
            arity = "0..1",
            paramLabel = STEP_DOWN,
            description =
                    "have another server lead in the place of the one that does, such as before that one is stopped")
    private String deed = "";

    @Option(names = "--json", description = "print JSON, one line")
    private boolean json;

    ClusterCommand(ServerAccess server) {
        this.server = server;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli runs this command");
        }
        if (!deed.isEmpty() && !deed.equals(STEP_DOWN)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + deed + "' is nothing that a cluster does: write " + STEP_DOWN + ", or nothing to look at it");
        }
        PrintWriter out = spec.commandLine().getOut();
        ClusterServers servers = server.cluster();
        int code = deed.isEmpty() ? look(servers, out) : stepDown(servers, out);
        out.flush();
        return code;
    }

    private int look(ClusterServers servers, PrintWriter out) {
        List<ClusterMember> members = servers.members();
        boolean isLed = members.stream().anyMatch(ClusterMember::leads);
        if (json) {
            out.println(JsonText.of(members.stream().map(ClusterCommand::fields).toList()));
        } else {
            print(members, isLed, out);
        }
        return isLed ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void print(List<ClusterMember> members, boolean isLed, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        members.forEach(member -> rows.add(row(member, members.size())));
        TextTable.of(rows).forEach(out::println);
        for (ClusterMember member : members) {
            if (member.silence() != null) {
                out.println(member.name() + ": " + member.silence());
            }
        }
        if (!isLed) {
            out.println("no server leads: more than half of them must run and see each other");
        }
    }

    private static List<String> row(ClusterMember member, int all) {
        ClusterMember.Standing standing = member.standing();
        String clients = member.clientAddress() == null ? "?" : member.clientAddress();
        if (standing == null) {
            return List.of(
                    member.name(), clients, member.address(), role(member).word(), "-", "-", "-", "-", "-", "-", "-");
        }
        return List.of(
                member.name(),
                clients,
                member.address(),
                role(member).word(),
                String.valueOf(standing.term()),
                String.valueOf(standing.applied()),
                String.valueOf(standing.committed()),
                String.valueOf(standing.appended()),
                mebibytes(standing.logBytes()),
                mebibytes(standing.heapBytes()) + " of " + mebibytes(standing.mostHeapBytes()),
                standing.reached().size() + " of " + all);
    }

    private static MemberJson.Role role(ClusterMember member) {
        return member.standing() == null
                ? MemberJson.Role.UNREACHABLE
                : member.leads() ? MemberJson.Role.LEADER : MemberJson.Role.FOLLOWER;
    }

    /** Returns bytes as whole mebibytes, what is begun as one. */
    private static String mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE + " MiB";
    }

    private static Map<String, @Nullable Object> fields(ClusterMember member) {
        ClusterMember.Standing told = member.standing();
        MemberJson.Standing standing = told == null
                ? null
                : new MemberJson.Standing(
                        told.leader(),
                        told.term(),
                        told.applied(),
                        told.committed(),
                        told.appended(),
                        told.logBytes(),
                        told.heapBytes(),
                        told.mostHeapBytes(),
                        told.reached());
        return new MemberJson(
                        member.name(),
                        member.clientAddress(),
                        member.address(),
                        role(member),
                        member.silence(),
                        standing)
                .json();
    }

    private int stepDown(ClusterServers servers, PrintWriter out) {
        ClusterMember next = servers.stepDown();
        if (json) {
            out.println(JsonText.of(fields(next)));
        } else {
            out.println("'" + next.name() + "' leads now, clients reach it at " + next.clientAddress());
        }
        return ExitCode.OK;
    }
}
