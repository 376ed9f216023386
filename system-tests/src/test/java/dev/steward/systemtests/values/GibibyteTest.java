package dev.steward.systemtests.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A value of 1 GiB, under {@code -Plarge} only: it takes 13 GiB of memory. */
@Timeout(600)
@EnabledIfSystemProperty(named = "large", matches = "true")
@Tag("one-jdk")
class GibibyteTest {

    private static Jvm run(String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                GibibyteProgram.class.getName()));
        command.addAll(List.of(arguments));
        return Jvm.start(Map.of(), command);
    }

    @Test
    void aGibibyteGoesFromClientToClientAndSmallCallsGoOn() throws Exception {
        try (Jvm server = run("4g", "serve")) {
            String port = server.awaitPort();
            String sent;
            try (Jvm sender = run("4g", "send", port)) {
                sent = sender.awaitLine("sent ");
                assertThat(sender.awaitEnd()).isZero();
                assertThat(Long.parseLong(sender.awaitLine("small calls meanwhile: ")))
                        .isGreaterThan(100);
                System.out.println(sender.lines());
            }
            assertThat(sent).startsWith(GibibyteProgram.GIB + " bytes");
            try (Jvm receiver = run("5g", "receive", port)) {
                assertThat(receiver.awaitLine("received ")).isEqualTo(sent);
                assertThat(receiver.awaitLine("left ")).isEqualTo("0, serving");
                assertThat(receiver.awaitEnd()).isZero();
            }
            assertThat(server.awaitEnd()).isZero();
        }
    }
}
