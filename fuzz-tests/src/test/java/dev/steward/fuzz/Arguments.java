package dev.steward.fuzz;

import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.fuzz.Service.Colour;
import dev.steward.fuzz.Service.Point;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.protocol.value.codec.References;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.server.registry.ArgumentMismatch;
import dev.steward.server.registry.ExposedMethod;
import dev.steward.server.registry.UserObject;
import dev.steward.server.registry.UserObjects;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arguments on their way to a method of a user's object: the first byte says of which, then a list of them. */
final class Arguments {

    private static final AllowedClasses ALLOWED = new AllowedClasses();
    private static final UserObject SERVICE =
            new UserObjects(ALLOWED).describe("service", new Service.Looking(), Service.class);
    private static final ValueCodec CODEC = new ValueCodec(References.NONE, ALLOWED);
    private static final int METHODS = SERVICE.methods().signatures().size();

    private Arguments() {}

    /** Opens the arguments and calls the method, as a lane of the server does. */
    static void take(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] value = new byte[input.length - 1];
        System.arraycopy(input, 1, value, 0, value.length);
        ExposedMethod method = Objects.requireNonNull(SERVICE.methods().method((input[0] & 0x7F) % METHODS));
        try {
            Object opened = CODEC.decode(EncodedValue.fromBytes(value));
            List<?> arguments = opened instanceof List<?> list ? list : List.of(String.valueOf(opened));
            method.invoke(SERVICE.target(), arguments);
        } catch (ProtocolException | UnsupportedValueException | ArgumentMismatch refused) {
            Boundary.requireShort(refused);
        } catch (RuntimeException | Error broken) {
            throw broken;
        } catch (Throwable broken) {
            throw new AssertionError("a method that throws nothing checked", broken);
        }
    }

    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        Point point = new Point(1, 2, "a");
        add(seeds, "plain", 1, 2L, true, 'c', 0.5, "text");
        add(seeds, "boxed", 1, null, new BigDecimal("1.5"), Map.of("k", List.of(1)));
        add(seeds, "collections", List.of(1, 2, 3), Map.of("a", 1L), Set.of(Colour.RED));
        add(seeds, "own", point, List.of(point, new Point(3, 4, "b")), Optional.of(Colour.BLUE));
        add(seeds, "arrays", new int[] {1, 2}, new byte[] {3}, new String[] {"x", "y"});
        return seeds;
    }

    private static void add(List<byte[]> seeds, String method, @Nullable Object... arguments) {
        int index = 0;
        while (!Objects.requireNonNull(SERVICE.methods().method(index)).name().equals(method)) {
            index++;
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (Object argument : arguments) {
            list.add(argument);
        }
        byte[] value = Boundary.bytesOf(CODEC.encode(list));
        byte[] seed = new byte[1 + value.length];
        seed[0] = (byte) index;
        System.arraycopy(value, 0, seed, 1, value.length);
        seeds.add(seed);
    }
}
