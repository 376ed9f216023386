package dev.steward.vocabulary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/coming-from-python.md to the lists of the interpreter that is installed. An older one than 3.14 exposes less:
 * then only what it does expose is looked for.
 */
class InstalledPythonTest {

    private static final int SECONDS = 30;
    private static final int FOLLOWED = 14;

    /** Prints the minor version, then for each proxy what it exposes and what its class adds for users. */
    private static final String ASK = """
            import sys, queue, threading
            from multiprocessing import managers as m
            print(sys.version_info.minor)
            named = {
                'AcquirerProxy of Lock and RLock': m.AcquirerProxy,
                'AcquirerProxy of Semaphore and BoundedSemaphore': m.AcquirerProxy,
            }
            for name in ('ListProxy', 'DictProxy', 'SetProxy', 'NamespaceProxy', 'ValueProxy', 'ArrayProxy',
                         'ConditionProxy', 'EventProxy', 'BarrierProxy', 'IteratorProxy'):
                if hasattr(m, name):
                    named[name] = getattr(m, name)
            for name, proxy in named.items():
                own = [n for c in proxy.__mro__ if c not in (m.BaseProxy, object) for n, v in vars(c).items()
                       if not n.startswith('_') and (callable(v) or isinstance(v, property))]
                hidden = set() if name == 'NamespaceProxy' else {'__getattribute__'}
                print(name + ':', *sorted((set(proxy._exposed_) | set(own)) - hidden))
            print('Queue:', *sorted(m.public_methods(queue.Queue())))
            """;

    private static int version;
    private static final Map<String, List<String>> EXPOSED = new LinkedHashMap<>();

    @BeforeAll
    static void ask() throws IOException, InterruptedException {
        Process python;
        try {
            python = new ProcessBuilder("python3", "-I", "-c", ASK)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException none) {
            abort("there is no python3 here: " + none.getMessage());
            return;
        }
        String printed = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertThat(python.waitFor(SECONDS, TimeUnit.SECONDS)).as(printed).isTrue();
        assertThat(python.exitValue()).as(printed).isZero();
        List<String> lines = printed.lines().toList();
        version = Integer.parseInt(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(":", 2);
            EXPOSED.put(parts[0], List.of(parts[1].strip().split(" ")));
        }
    }

    private static Map<String, List<String>> described() throws IOException {
        return ComingFromPythonTest.sections().stream()
                .collect(Collectors.toMap(
                        ComingFromPythonTest.Section::python,
                        section -> section.pythonNames().toList()));
    }

    @Test
    void whatTheInterpreterExposesHasARow() throws IOException {
        Map<String, List<String>> described = described();
        assertThat(EXPOSED)
                .hasSizeGreaterThan(10)
                .allSatisfy((proxy, names) -> assertThat(names).as(proxy).isSubsetOf(described.get(proxy)));
    }

    @Test
    void whatHasARowIsExposedByTheInterpreter() throws IOException {
        assumeTrue(version >= FOLLOWED, "the page follows Python 3." + FOLLOWED + ", and python3 here is 3." + version);
        Map<String, List<String>> described = described();
        // Entering and leaving are methods of the proxy's class for everybody, not of what it exposes.
        assertThat(EXPOSED)
                .allSatisfy((proxy, names) -> assertThat(described.get(proxy))
                        .as(proxy)
                        .filteredOn(name -> !name.equals("__enter__") && !name.equals("__exit__"))
                        .filteredOn(name -> !proxy.equals("IteratorProxy") || !name.equals("__iter__"))
                        .filteredOn(name -> !name.matches("__i(add|mul|or|and|sub|xor)__"))
                        .isSubsetOf(names));
    }
}
