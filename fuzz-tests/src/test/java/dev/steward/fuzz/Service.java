package dev.steward.fuzz;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of a user: its methods take what they declare, whatever was sent, or are not called. */
public interface Service {

    /** A record of the user's. */
    record Point(int x, long y, String label) {}

    /** A constant of the user's. */
    enum Colour {
        RED,
        BLUE
    }

    /** Takes the types that have no parameters. */
    long plain(int number, long large, boolean truth, char character, double fraction, String text);

    /** Takes boxes, which may be null. */
    long boxed(@Nullable Integer number, @Nullable Long large, @Nullable BigDecimal decimal, @Nullable Object any);

    /** Takes collections with what they say that they hold. */
    long collections(List<Integer> numbers, Map<String, Long> counts, Set<Colour> colours);

    /** Takes what the user declared. */
    long own(Point point, List<Point> points, Optional<Colour> colour);

    /** Takes arrays. */
    long arrays(int[] numbers, byte[] bytes, String... texts);

    /** Looks at each argument as a user's code does: what is not what is declared fails here. Null is legal anywhere. */
    final class Looking implements Service {

        @Override
        public long plain(int number, long large, boolean truth, char character, double fraction, String text) {
            return number + large + (truth ? 1 : 0) + character + (long) fraction + length(text);
        }

        @Override
        public long boxed(
                @Nullable Integer number, @Nullable Long large, @Nullable BigDecimal decimal, @Nullable Object any) {
            return value(number) + value(large) + (decimal == null ? 0 : decimal.signum()) + (any == null ? 0 : 1);
        }

        @Override
        public long collections(List<Integer> numbers, Map<String, Long> counts, Set<Colour> colours) {
            long sum = 0;
            for (Integer number : orNone(numbers)) {
                sum += number == null ? 0 : number;
            }
            for (String key : counts == null ? Set.<String>of() : counts.keySet()) {
                Long count = counts.get(key);
                sum += length(key) + (count == null ? 0 : count);
            }
            for (Colour colour : orNone(colours)) {
                sum += colour == null ? 0 : colour.ordinal();
            }
            return sum;
        }

        @Override
        public long own(Point point, List<Point> points, Optional<Colour> colour) {
            long sum = look(point);
            if (colour != null && colour.isPresent()) {
                Colour present = colour.get();
                sum += present.ordinal();
            }
            for (Point each : orNone(points)) {
                sum += look(each);
            }
            return sum;
        }

        @Override
        public long arrays(int[] numbers, byte[] bytes, String... texts) {
            long sum = (numbers == null ? 0 : numbers.length) + (bytes == null ? 0 : bytes.length);
            for (String text : texts == null ? new String[0] : texts) {
                sum += length(text);
            }
            return sum;
        }

        private static long look(@Nullable Point point) {
            if (point == null) {
                return 0;
            }
            return point.x + point.y + length(point.label);
        }

        private static <T> Collection<T> orNone(@Nullable Collection<T> collection) {
            return collection == null ? List.of() : collection;
        }

        private static long value(@Nullable Number number) {
            return number == null ? 0 : number.longValue();
        }

        private static long length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }
}
