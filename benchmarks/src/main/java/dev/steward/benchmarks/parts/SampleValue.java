package dev.steward.benchmarks.parts;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the codec is measured with: one value of each kind that it treats in a way of its own. */
public enum SampleValue {
    /** The null reference. */
    NULL {
        @Override
        @Nullable
        Object value() {
            return null;
        }
    },
    /** An Integer of two bytes. */
    INT {
        @Override
        Object value() {
            return 4_711;
        }
    },
    /** A Long of nine bytes. */
    LONG {
        @Override
        Object value() {
            return Long.MAX_VALUE - 4_711;
        }
    },
    /** A Double. */
    DOUBLE {
        @Override
        Object value() {
            return Math.PI;
        }
    },
    /** A text of 11 ASCII characters. */
    SHORT_TEXT {
        @Override
        Object value() {
            return "hello world";
        }
    },
    /** A text of 10,000 ASCII characters. */
    LONG_TEXT {
        @Override
        Object value() {
            return "0123456789".repeat(1_000);
        }
    },
    /** A text of 10,000 characters of two bytes each. */
    LONG_GREEK_TEXT {
        @Override
        Object value() {
            return "αβγδεζηθικ".repeat(1_000);
        }
    },
    /** An array of 1 KiB. */
    KILOBYTE {
        @Override
        Object value() {
            return new byte[1 << 10];
        }
    },
    /** An array of 1 MiB. */
    MEGABYTE {
        @Override
        Object value() {
            return new byte[1 << 20];
        }
    },
    /** A list of 10 Integers. */
    LIST {
        @Override
        Object value() {
            return IntStream.range(0, 10).boxed().toList();
        }
    },
    /** A map of 10 texts to Integers. */
    MAP {
        @Override
        Object value() {
            Map<String, Integer> scores = new LinkedHashMap<>();
            IntStream.range(0, 10).forEach(i -> scores.put("player " + i, i));
            return scores;
        }
    },
    /** A tuple of a text, an Integer and a Double. */
    TUPLE {
        @Override
        Object value() {
            return Tuple.of("ada", 36, 1.5);
        }
    },
    /** A user's record, which travels in an envelope. */
    RECORD {
        @Override
        Object value() {
            return new Order(4_711, "ada", List.of("bolt", "nut"), 12.5);
        }
    },
    /** An object of a user's class, which travels in an envelope. */
    OBJECT {
        @Override
        Object value() {
            return new Account("ada", 12_345);
        }
    },
    /** A reference to a shared object. */
    TOKEN {
        @Override
        Object value() {
            return new ObjectToken(
                    new UUID(0x1234_5678_9ABC_DEF0L, 0x0FED_CBA9_8765_4321L),
                    1_700_000_000,
                    "list",
                    new ObjectId(17),
                    List.of("127.0.0.1:8080"));
        }
    };

    /** What a user might send. */
    record Order(long number, String customer, List<String> items, double total) {}

    /** What a user might send, with fields instead of components. */
    static final class Account {
        private final String owner;
        private final long cents;

        Account(String owner, long cents) {
            this.owner = owner;
            this.cents = cents;
        }

        @Override
        public String toString() {
            return owner + ": " + cents;
        }
    }

    /** Makes the value. */
    @Nullable
    abstract Object value();
}
