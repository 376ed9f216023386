package dev.steward.process.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which options a child's JVM gets. */
class JvmOptionsTest {

    @Test
    void whatOnlyOneProcessCanHaveIsNotInherited() {
        List<String> kept = List.of(
                "-Xmx1g", "-ea", "-Dmine=1", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xshare:auto");
        assertThat(JvmOptions.inheritedOf(kept)).isEqualTo(kept);
        assertThat(JvmOptions.inheritedOf(List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005",
                        "-Xrunjdwp:transport=dt_socket",
                        "-Xdebug",
                        "-javaagent:coverage.jar=destfile=x",
                        "-agentpath:/opt/profiler.so",
                        "-Dcom.sun.management.jmxremote.port=9010",
                        "-XX:StartFlightRecording=filename=x.jfr",
                        "-Xlog:gc:file=gc.log",
                        "-Djava.class.path=x")))
                .containsExactly("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void aDebuggerInTheEnvironmentIsLeftOut() {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,address=5005 -Dkept=1");
        environment.put("OTHER", "-agentlib:jdwp");
        JvmOptions.clean(environment);
        assertThat(environment).containsEntry("JAVA_TOOL_OPTIONS", "-Dkept=1").containsEntry("OTHER", "-agentlib:jdwp");
    }

    @Test
    void anyTextIsOneArgumentOfTheFile() {
        assertThat(JvmOptions.quoted("a \"b\" c\\d\ne\rf")).isEqualTo("\"a \\\"b\\\" c\\\\d\\ne\\rf\"");
        String file = new String(
                JvmOptions.argumentFile(
                        List.of("-Dx=with space"), List.of("/more.jar"), JvmOptionsTest.class, "/a folder"),
                UTF_8);
        assertThat(file.lines())
                .startsWith("\"-Dx=with space\"")
                .endsWith("\"" + JvmOptionsTest.class.getName() + "\"", "\"/a folder\"")
                .contains("\"-cp\"")
                .anyMatch(line -> line.endsWith(File.pathSeparator + "/more.jar\""));
    }
}
