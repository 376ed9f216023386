package dev.steward.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.Samples;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.python.pickle.Fingerprint;
import dev.steward.python.pickle.PickleNode;
import dev.steward.python.pickle.PickleReader;
import dev.steward.python.pickle.PickleWriter;
import dev.steward.python.value.PythonValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pickles as Python's clients send them: read, written again, and as the values that they are. */
final class Pickles {

    private static final ValueCodec CODEC = Samples.codec();

    /** What a value may take: a multiple of the bytes that it came in, and something for the shortest. */
    private static final int MOST_TIMES = 40;

    private static final int AT_LEAST = 200 << 10;

    private Pickles() {}

    static void take(byte[] input) {
        PickleNode root;
        try {
            root = PickleReader.read(input);
        } catch (ProtocolException refused) {
            Boundary.requireShort(refused);
            return;
        }
        byte[] fingerprint = Fingerprint.of(root);
        for (int protocol = 0; protocol <= PickleReader.NEWEST; protocol++) {
            PickleNode again = PickleReader.read(PickleWriter.write(root, protocol));
            boolean isSame = protocol < 4 || Arrays.equals(Fingerprint.of(again), fingerprint);
            Boundary.require(isSame, "what is written is read as the same graph");
        }
        EncodedValue value = PythonValues.toValue(root, input.length);
        Boundary.require(value.size() <= MOST_TIMES * input.length + AT_LEAST, "a value is no larger than it may be");
        if (value.tokens().isEmpty()) {
            EncodedValue back = PythonValues.toValue(PythonValues.toGraph(value), input.length);
            Boundary.require(back.equals(value), "what comes back from Python is the same value");
        }
        try {
            CODEC.encode(CODEC.decode(value));
        } catch (UnsupportedValueException | ProtocolException refused) {
            Boundary.requireShort(refused);
        }
    }

    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (Object sample : Samples.roundTrips()) {
            EncodedValue value = CODEC.encode(sample);
            if (value.tokens().isEmpty() && value.size() <= Boundary.LONGEST_SEED) {
                for (int protocol : new int[] {0, 2, 4, 5}) {
                    byte[] pickle = PickleWriter.write(PythonValues.toGraph(value), protocol);
                    if (pickle.length <= Boundary.LONGEST_SEED) {
                        seeds.add(pickle);
                    }
                }
            }
        }
        for (String pickle : List.of(
                // An instance that knows itself, with all that an instance may be given.
                "\u0080\u0004cm\nX\n)\u0081\u0094}(\u008c\u0001ah\u0000\u008c\u0001b](h\u0000]eub.",
                "\u0080\u0004cm\nX\n(K\u0001K\u0002t}\u008c\u0001nNs\u0092(NNe(NNu(N\u0090Nb.",
                "\u0080\u0004]\u0094(h\u0000\u0085h\u0000}\u0094h\u0001\u0085h\u0000se.",
                "\u0080\u0004\u008f\u0094(cm\nX\n)R\u0094h\u0000b\u0090.",
                "\u0080\u0002c__builtin__\nset\n]q\u0000(K\u0001K\u0002e\u0085R.",
                "\u0080\u0003ccopyreg\n_reconstructor\n(cm\nX\ncbuiltins\nobject\nNtR}X\u0001\u0000\u0000\u0000aK\u0001sb.",
                "(im\nX\n(cm\nY\nI1\noL5L\nF1.5\nS'a\\n'\nV\\u00e4\nI01\n2l.",
                "\u0080\u0004ccollections\nOrderedDict\n)R(\u008c\u0001aK\u0001\u008c\u0001bK\u0002u.",
                "\u0080\u0004carray\n_array_reconstructor\n(carray\narray\n\u008c\u0001lK\u000cC\u0008abcdefghtR.",
                "\u0080\u0004(cdatetime\ndatetime\nC\n\u0007\u00ea\u000b\u001d\u0001\u0002\u0003\u0000\u0000\u0001\u0085Rcuuid\nUUID\n)\u0081}\u008c\u0003intK\u0007sb"
                        + "cdecimal\nDecimal\n\u008c\u00061.5E+3\u0085Rl.",
                "\u0080\u0005(\u0096\u0003\u0000\u0000\u0000\u0000\u0000\u0000\u0000abcK\u0001\u0091\u008c\u0006\u00ed\u00a0\u00bd\u00ed\u00b8\u0080G\u007f\u00f8\u0000\u0000\u0000\u0000\u0000\u0001t.")) {
            seeds.add(pickle.getBytes(ISO_8859_1));
        }
        return seeds;
    }
}
