package dev.steward.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectTokenTest {

    private static final UUID SERVER = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final String IDENTITY = "?server=6ba7b810-9dad-11d1-80b4-00c04fd430c8&inc=7";

    private static ObjectToken token(String typeId, String... addresses) {
        return new ObjectToken(SERVER, 7, typeId, new ObjectId(17), List.of(addresses));
    }

    @Test
    void printsAsUrl() {
        assertThat(token("list", "127.0.0.1:8080")).hasToString("steward://127.0.0.1:8080/list/17" + IDENTITY);
    }

    @Test
    void printsFurtherAddressesAsParameters() {
        assertThat(token("list", "[::1]:8080", "unix:/run/steward.sock", "host.example:1"))
                .hasToString(
                        "steward://[::1]:8080/list/17" + IDENTITY + "&addr=unix:/run/steward.sock&addr=host.example:1");
    }

    @Test
    void printsWithoutAddressWhenThereIsNone() {
        assertThat(token("list")).hasToString("steward:///list/17" + IDENTITY);
    }

    @Test
    void printedTokensAreReadBackWhole() {
        for (ObjectToken token : List.of(
                token("list"),
                token("get_task_queue", "127.0.0.1:8080"),
                token("list", "[fe80::1%eth0]:65535", "[::1]:0"),
                token("list", "unix:/tmp/a b&c=d?e/\u00e4\u20ac.sock"),
                token("list", "unix:/first.sock", "127.0.0.1:1"),
                token("a/b c?d&e=f%g \u00e4\ud83d\ude00", "localhost:8080"),
                new ObjectToken(SERVER, -1, "list", new ObjectId(-2), List.of("not a place at all")))) {
            ObjectToken read = ObjectToken.parse(token.toString());
            assertThat(read).isEqualTo(token);
            assertThat(read.typeId()).isEqualTo(token.typeId());
            assertThat(read.addresses()).isEqualTo(token.addresses());
            assertThat(read).hasToString(token.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://h:1/list/17?server=S&inc=7              | does not begin with steward://
                    steward://h:1/list/17                          | server and inc are missing
                    steward://h:1/list/17?inc=7                    | server is missing
                    steward://h:1/list/17?server=S                 | inc is missing
                    steward://h:1/list/17?server=S&inc=            | inc is not a number
                    steward://h:1/list/17?server=S&inc=+7          | inc is not a number
                    steward://h:1/list/17?server=S&inc=7&inc=8     | inc is given twice
                    steward://h:1/list/17?server=1-1-1-1-1&inc=7   | server is not a UUID
                    steward://h:1/list/17?server=abc&inc=7         | server is not a UUID
                    steward://h:1/list/x?server=S&inc=7            | id is not a number: x
                    steward://h:1/list/-1?server=S&inc=7           | id is not a number: -1
                    steward://h:1/list?server=S&inc=7              | type and id must follow
                    steward://h:1/list/17/18?server=S&inc=7        | type and id must follow
                    steward://h:1//17?server=S&inc=7               | the type is empty
                    steward://h/list/17?server=S&inc=7             | "h" is not a host and a port
                    steward://h:70000/list/17?server=S&inc=7       | "h:70000" is not a host and a port
                    steward://::1:8080/list/17?server=S&inc=7      | "::1:8080" is not a host and a port
                    steward://h:1/li%2/17?server=S&inc=7           | two hexadecimal digits
                    steward://h:1/li%ff/17?server=S&inc=7          | is not UTF-8
                    steward://h:1/list/17?server=S&inc=7&key=x     | none of server, inc, addr
                    """)
    void badTextIsRefusedWithTheReason(String text, String reason) {
        String full = text.replace("server=S", "server=" + SERVER);
        assertThatThrownBy(() -> ObjectToken.parse(full))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(full)
                .hasMessageContaining("steward://host:port/type/id?server=<uuid>&inc=<number>");
    }

    @Test
    void longTextIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> ObjectToken.parse("steward://" + "x".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void isEqualByObjectNotByAddressOrType() {
        assertThat(token("list", "a:1")).isEqualTo(token("get_list", "b:2")).hasSameHashCodeAs(token("list"));
        assertThat(token("list")).isNotEqualTo(new ObjectToken(SERVER, 8, "list", new ObjectId(17), List.of()));
        assertThat(token("list")).isNotEqualTo(new ObjectToken(SERVER, 7, "list", new ObjectId(18), List.of()));
        assertThat(token("list")).isNotEqualTo(new ObjectToken(new UUID(1, 2), 7, "list", new ObjectId(17), List.of()));
    }
}
