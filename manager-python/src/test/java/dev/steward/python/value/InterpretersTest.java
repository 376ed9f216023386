package dev.steward.python.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.Samples;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.python.Interpreters;
import dev.steward.python.pickle.Fingerprint;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.pickle.PickleReader;
import dev.steward.python.pickle.PickleWriter;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each Python that is installed pickles some hundreds of values in every protocol, and compares what it gets back of the
 * graphs and of the values that they are: type by type, object by object. One that is missing is skipped.
 */
@Timeout(300)
@Tag("one-jdk")
class InterpretersTest {

    private static final Path SCRIPT = Path.of("src/test/resources/dev/steward/python/roundtrip.py");

    private static Map<String, Path> installed;

    @BeforeAll
    static void lookForInterpreters() throws IOException, InterruptedException {
        installed = Interpreters.installed();
    }

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"})
    void getsBackWhatItSent(String version) throws IOException, InterruptedException {
        Path python = installed.get(version);
        assumeTrue(python != null, () -> "no Python " + version + " is installed here");
        Process process = new ProcessBuilder(
                        String.valueOf(python), "-W", "ignore", String.valueOf(SCRIPT.toAbsolutePath()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<byte[]> back = new ArrayList<>();
            DataInputStream in = new DataInputStream(process.getInputStream());
            for (int left = in.readInt(); left > 0; left--) {
                byte[] frame = in.readNBytes(in.readInt());
                byte[] pickle = Arrays.copyOfRange(frame, 1, frame.length);
                PickleNode node = PickleReader.read(pickle);
                back.add(PickleWriter.write(node, frame[0]));
                EncodedValue value = PythonValues.toValue(node, pickle.length);
                PickleNode ofValue = PythonValues.toGraph(value);
                back.add(PickleWriter.write(ofValue, frame[0]));
                // It is the same value that comes back once more.
                assertThat(PythonValues.toValue(ofValue, pickle.length)).isEqualTo(value);
                assertThat(Fingerprint.of(PickleReader.read(PickleWriter.write(node, PickleReader.NEWEST))))
                        .isEqualTo(Fingerprint.of(node));
            }
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()))) {
                for (byte[] each : back) {
                    out.writeInt(each.length);
                    out.write(each);
                }
            }
            requireNoDifference(in);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"})
    void givesBackWhatJavaSent(String version) throws IOException, InterruptedException {
        Path python = installed.get(version);
        assumeTrue(python != null, () -> "no Python " + version + " is installed here");
        ValueCodec codec = Samples.codec();
        Process process = new ProcessBuilder(String.valueOf(python), String.valueOf(SCRIPT.toAbsolutePath()), "echo")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (DataOutputStream out = new DataOutputStream(process.getOutputStream());
                DataInputStream in = new DataInputStream(process.getInputStream())) {
            int sent = 0;
            int same = 0;
            for (Object sample : Samples.roundTrips()) {
                EncodedValue value = codec.encode(sample);
                if (!value.tokens().isEmpty()) {
                    continue;
                }
                PickleNode graph = PythonValues.toGraph(value);
                byte[] pickle = PickleWriter.write(graph, 4);
                out.writeInt(pickle.length);
                out.write(pickle);
                out.flush();
                byte[] back = in.readNBytes(in.readInt());
                assertThat(PythonValues.toValue(PickleReader.read(back), back.length))
                        .as(value.toString())
                        .isEqualTo(PythonValues.toValue(graph, pickle.length));
                sent++;
                same += PythonValues.toValue(graph, pickle.length).equals(value) ? 1 : 0;
            }
            assertThat(sent).isGreaterThan(100);
            // A character is a text afterwards, an instant a date and time in UTC, a list among keys a tuple.
            assertThat(same).isGreaterThan(sent - 10);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void requireNoDifference(InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        assertThat(lines).as(text).hasSize(1);
        String[] counts = lines.get(0).split(" ", -1);
        assertThat(Integer.parseInt(counts[0])).as("values").isGreaterThanOrEqualTo(200);
        assertThat(Integer.parseInt(counts[1])).as("pickles").isGreaterThan(2_000);
        assertThat(Integer.parseInt(counts[2]))
                .as("what Python itself does not get back")
                .isLessThan(100);
        assertThat(counts[3]).as("differences").isEqualTo("0");
    }
}
