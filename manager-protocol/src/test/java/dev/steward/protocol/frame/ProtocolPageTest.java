package dev.steward.protocol.frame;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.handshake.ClientHandshake;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.handshake.ServerHandshake;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.CallMessage;
import dev.steward.protocol.message.ClusterMessage.AskCluster;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.MessageType;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.message.UncheckedCall;
import dev.steward.protocol.message.UnreadCall;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of {@code docs/protocol.md} say what the code says: a missing, stale or invented row fails here. */
@Timeout(30)
class ProtocolPageTest {

    private static final Path ROOMS = Path.of("src", "main", "java", "dev", "steward", "protocol");
    private static final Path MESSAGES = ROOMS.resolve("message");
    private static final Path VOCABULARY =
            Path.of("..", "manager-vocabulary", "src", "main", "java", "dev", "steward", "vocabulary");
    private static final ProtocolPage PAGE = new ProtocolPage();

    @RegisterExtension
    final CountedBuffers buffers = new CountedBuffers();

    @Test
    void theTableOfMessagesIsTheTableOfTypes() {
        List<String> documented = PAGE.table("## Messages").stream()
                .map(row -> row.stream().limit(5).collect(joining(" | ")))
                .toList();
        List<String> coded =
                Stream.of(MessageType.values()).map(ProtocolPageTest::row).toList();
        assertThat(documented).containsExactlyElementsOf(coded);
    }

    /** Returns what travels: not the forms that a call takes in a reader that has no room or no time for it. */
    private static Stream<Class<?>> messages() {
        return leaves(Message.class).filter(record -> record != UnreadCall.class && record != UncheckedCall.class);
    }

    static Stream<Class<?>> bodies() {
        Stream<Class<?>> messages = messages().filter(record -> components(record).length > 0);
        return Stream.concat(messages, Stream.of(SessionTerms.class, Received.class));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theTableOfABodyHasTheFieldsOfItsRecord(Class<?> record) {
        List<String> documented = PAGE.table("### " + nameOf(record)).stream()
                .flatMap(row -> Pattern.compile("`([a-zA-Z]+)`")
                        .matcher(row.get(1) + (row.get(1).equals("flags") ? row.get(2) : ""))
                        .results()
                        .map(name -> name.group(1)))
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(Stream.of(components(record))
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theFieldsOfABodyAddUpToItsLength(Class<?> record) {
        long min = 0;
        long max = 0;
        for (List<String> row : PAGE.table("### " + nameOf(record))) {
            Matcher bytes = Pattern.compile("(\\d+)(\\+|–(\\d+))?").matcher(row.get(0));
            assertThat(bytes.matches()).as("bytes of %s", row).isTrue();
            min += Long.parseLong(bytes.group(1));
            boolean unbounded = "+".equals(bytes.group(2)) || max == Integer.MAX_VALUE;
            max = unbounded
                    ? Integer.MAX_VALUE
                    : max + Long.parseLong(bytes.group(3) == null ? bytes.group(1) : bytes.group(3));
        }
        if (record == Received.class) {
            assertThat(min).isEqualTo(2);
        } else {
            MessageType type = record == SessionTerms.class ? MessageType.SESSION_OPENED : typeOf(record);
            assertThat(min).isEqualTo(type.minBody());
            assertThat(max).isEqualTo(type.maxBody());
        }
    }

    @Test
    void everyBodyThatIsDescribedExists() {
        assertThat(new TreeSet<>(PAGE.headingsBelow("Bodies")))
                .isEqualTo(new TreeSet<>(bodies().map(ProtocolPageTest::nameOf).toList()));
    }

    @Test
    void everyMessageHasAType() {
        assertThat(messages().map(ProtocolPageTest::typeOf))
                .containsExactlyInAnyOrderElementsOf(Stream.of(MessageType.values())
                        .filter(type -> !type.isReserved())
                        .toList());
    }

    @Test
    void theTablesOfCodesAreTheEnums() {
        assertTableIs("### Key ids", KeyId.values(), KeyId::code, ROOMS.resolve(Path.of("secret", "KeyId.java")));
        assertTableIs(
                "### Connection roles",
                ConnectionRole.values(),
                ConnectionRole::code,
                ROOMS.resolve(Path.of("connection", "ConnectionRole.java")));
        assertTableIs(
                "### Reasons for refusing a session",
                SessionRefused.Reason.values(),
                SessionRefused.Reason::code,
                MESSAGES.resolve("SessionRefused.java"));
        assertTableIs(
                "### Wishes", AskCluster.Wish.values(), AskCluster.Wish::code, MESSAGES.resolve("ClusterMessage.java"));
        assertTableIs("### Failures", FailureCode.values(), FailureCode::code, MESSAGES.resolve("FailureCode.java"));
        assertTableIs("### Status codes", Status.values(), Status::code, VOCABULARY.resolve("Status.java"));
    }

    @Test
    void theTableOfOperationsIsTheEnum() throws IOException {
        List<List<String>> coded = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            String manner = operation.manner().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String code = String.format("0x%04X", operation.code());
            String text = takenBy(operation) + javadocOf(VOCABULARY.resolve("Operation.java"), operation.name());
            coded.add(List.of(code, operation.name(), manner, text));
        }
        assertThat(PAGE.table("## Operations")).containsExactlyElementsOf(coded);
    }

    @Test
    void theHandshakeToTestAgainstIsTheOneThatIsSpoken() {
        AuthKey key = AuthKey.of("python");
        UUID serverId = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        ClientHandshake client = new ClientHandshake(new ProofKeys(key), KeyId.AUTH, nonce(1), new byte[0]);
        ServerHandshake server = new ServerHandshake(ServerKeys.of(key), serverId, 7, nonce(2), new byte[0]);
        List<Message> said = client.start();
        assertThat(hex(said)).isEqualTo(PAGE.hex("ClientHello"));
        said = server.onMessage(said.get(0));
        assertThat(hex(said)).isEqualTo(PAGE.hex("ServerHello"));
        said = client.onMessage(said.get(0));
        assertThat(hex(said)).isEqualTo(PAGE.hex("ClientProof"));
        said = server.onMessage(said.get(0));
        assertThat(hex(said)).isEqualTo(PAGE.hex("ServerProof"));
    }

    /** What an operation takes, from its row. */
    private static String takenBy(Operation operation) {
        String arguments =
                operation.arguments().stream().map(ProtocolPageTest::taken).collect(joining(", "));
        return arguments.isEmpty() ? "" : "Takes `" + arguments + "`. ";
    }

    private static String taken(Argument argument) {
        return switch (argument.kind()) {
            case TEXT_OR_NULL -> argument + " or null";
            case LIST -> "list of " + argument;
            case PAIRS -> "list of " + argument + " as key, value, key, value...";
            case ANY_NUMBER -> argument + "...";
            default -> argument.toString();
        };
    }

    private <E extends Enum<E>> void assertTableIs(
            String heading, E[] constants, Function<E, Integer> code, Path source) {
        List<List<String>> coded = Stream.of(constants)
                .map(constant ->
                        List.of("" + code.apply(constant), constant.name(), javadocOf(source, constant.name())))
                .toList();
        assertThat(PAGE.table(heading)).containsExactlyElementsOf(coded);
    }

    private String hex(List<Message> messages) {
        assertThat(messages).hasSize(1);
        ByteBuf frame = buffers.empty();
        FrameCodec.encode(messages.get(0), frame, 512);
        return ByteBufUtil.hexDump(frame);
    }

    private static Nonce nonce(int value) {
        byte[] bytes = new byte[Nonce.SIZE];
        Arrays.fill(bytes, (byte) value);
        return new Nonce(bytes);
    }

    /** The row that a type should have in the table of messages, up to its description. */
    private static String row(MessageType type) {
        String name = typeName(type);
        boolean described = PAGE.headingsBelow("Bodies").contains(name);
        String from = switch (type.direction()) {
            case TO_SERVER -> "client";
            case TO_CLIENT -> "server";
            case BOTH -> "both";
        };
        String phases = type.isReserved()
                ? "reserved"
                : Stream.of(Phase.values())
                        .filter(type::isLegalIn)
                        .map(phase -> phase.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(joining(", "));
        String body = type.maxBody() == type.minBody()
                ? "" + type.minBody()
                : type.minBody() + (type.maxBody() == Integer.MAX_VALUE ? "+" : "–" + type.maxBody());
        return String.join(
                " | ",
                String.format("0x%02X", type.code()),
                described ? "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")" : name,
                from,
                phases,
                body);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(ProtocolPageTest::leaves)
                : Stream.of(type);
    }

    /** The components that travel in the body: the call id does in the header. */
    private static RecordComponent[] components(Class<?> record) {
        int inHeader = CallMessage.class.isAssignableFrom(record) ? 2 : 0;
        RecordComponent[] all = record.getRecordComponents();
        return Arrays.copyOfRange(all, inHeader, all.length);
    }

    private static String nameOf(Class<?> record) {
        return record == SessionTerms.class ? "Terms" : record.getSimpleName();
    }

    private static MessageType typeOf(Class<?> record) {
        return Stream.of(MessageType.values())
                .filter(type -> typeName(type).equals(record.getSimpleName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(record + " has no type"));
    }

    private static String typeName(MessageType type) {
        return Stream.of(type.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(joining());
    }

    /** What the source says about a constant, on one line, with Markdown's quotes for code. */
    private static String javadocOf(Path source, String constant) {
        try {
            String text = Files.readString(source);
            Matcher doc = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+" + constant + "\\(", Pattern.DOTALL)
                    .matcher(text);
            assertThat(doc.find()).as("Javadoc of %s", constant).isTrue();
            return doc.group(1)
                    .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                    .replaceAll("\\{@code ([^}]*)}", "`$1`")
                    .strip();
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }
}
