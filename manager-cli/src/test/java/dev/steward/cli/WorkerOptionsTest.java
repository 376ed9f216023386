package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker may be told on the command line: wrong options are named, with what to write. */
class WorkerOptionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--slots=0 | --slots must be at least 1, not 0",
                "--max-tasks-per-child=0 | --max-tasks-per-child must be at least 1, not 0",
                "--in-threads --jvm-option=-Xmx64m | --in-threads has no processes",
                "--allow=com.acme.* | com.acme.*' is no package: name it as its classes do",
                "--only-allowed | --only-allowed needs a package: --allow com.acme.tasks",
                "--class-path=/nonexistent.jar | there is no /nonexistent.jar, with the functions: correct --class-path",
            })
    void wrongOptionsOfAWorkerAreNamed(String options, String message) {
        Printed printed = Printed.by(Stream.concat(
                        Stream.of("worker", "--connect=127.0.0.1:1", "--authkey-file=/nonexistent"),
                        Stream.of(options.split(" ")))
                .toArray(String[]::new));
        assertThat(printed.exitCode()).as("%s", printed).isEqualTo(2);
        assertThat(printed.lines()).first().asString().contains(message);
    }

    @Test
    void aServerWithoutWorkersNeedsNoPackages() {
        Printed printed = Printed.by("serve", "--authkey-file=/nonexistent", "--allow=com.acme");
        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(List.of(printed.lines().get(0)).toString()).contains("without workers: add --workers N");
    }

    @Test
    void wrongOptionsOfWorkersAreToldBeforeTheServerStarts() {
        Printed none = Printed.by("serve", "--authkey-file=/nonexistent", "--workers=0", "--allow=com.acme");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.lines()).first().asString().contains("--workers must be at least 1, not 0");
        Printed missing = Printed.by("serve", "--authkey-file=/nonexistent", "--workers=1", "--class-path=/none.jar");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.lines()).first().asString().contains("there is no /none.jar");
    }
}
