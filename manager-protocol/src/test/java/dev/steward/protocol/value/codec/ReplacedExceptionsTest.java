package dev.steward.protocol.value.codec;

import static dev.steward.protocol.value.codec.SampleExceptions.ALLOWED;
import static dev.steward.protocol.value.codec.SampleExceptions.arrives;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import dev.steward.api.ProtocolException;
import dev.steward.api.RemoteObjectException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.SampleExceptions.Decoy1;
import dev.steward.protocol.value.codec.SampleExceptions.Decoy3;
import dev.steward.protocol.value.codec.SampleExceptions.Holding;
import dev.steward.protocol.value.codec.SampleExceptions.Http;
import dev.steward.protocol.value.codec.SampleExceptions.NoRows;
import dev.steward.protocol.value.codec.SampleExceptions.NotFound;
import dev.steward.protocol.value.codec.SampleExceptions.Quota;
import dev.steward.protocol.value.codec.SampleExceptions.Teapot;
import dev.steward.protocol.value.thrown.FrameNames;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where an exception cannot be made, the nearest superclass arrives, whatever bytes came in. */
@Timeout(60)
class ReplacedExceptionsTest {

    @Test
    void whoDoesNotAllowTheClassGetsTheNearestSuperclass() {
        AllowedClasses onlyHttp = new AllowedClasses().allow(Http.class);
        Http http = arrives((Http) new Teapot(), onlyHttp);
        assertThat(http)
                .isExactlyInstanceOf(Http.class)
                .hasMessage("418 " + Teapot.class.getName() + ": 418 short and stout")
                .cause()
                .hasMessage("kettle");
        SQLException sql = arrives((SQLException) new NoRows("orders"), new AllowedClasses());
        assertThat((Throwable) sql)
                .isExactlyInstanceOf(SQLException.class)
                .hasMessage(NoRows.class.getName() + ": no rows");
        assertThat(sql.getSQLState()).isEqualTo("02000");
        Exception secret = arrives((Exception) new Http(1, "m", new NotFound("x")), new AllowedClasses());
        assertThat(secret).isExactlyInstanceOf(RemoteObjectException.class).hasMessage(Http.class.getName() + ": 1 m");
        assertThat(((RemoteObjectException) secret).remoteClassName()).isEqualTo(Http.class.getName());
        assertThat(((RemoteObjectException) secret).remoteStack()).contains("Caused by: " + NotFound.class.getName());
        assertThat(secret)
                .cause()
                .isExactlyInstanceOf(RemoteObjectException.class)
                .hasMessageContaining("no such item: x");
    }

    @Test
    void aFieldThatCannotBeOpenedCostsTheClassAndNothingElse() {
        record Hidden(int number) {}
        AllowedClasses some = new AllowedClasses().allow(Holding.class);
        ArrayList<Object> shared = new ArrayList<>(List.of("shared"));
        Object[] sent = {shared, new Holding(new Object[] {new Hidden(1), new ArrayList<>(List.of(2))}), shared, "end"};
        Object[] read = arrives(sent, some);
        assertThat(read[1])
                .asInstanceOf(throwable(IOException.class))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining(Holding.class.getName() + ": holding")
                .hasMessageContaining("Hidden");
        assertThat(read[0]).isSameAs(read[2]).isEqualTo(List.of("shared"));
        assertThat(read[3]).isEqualTo("end");
    }

    @Test
    void asAValueAFieldThatCannotTravelIsRefusedWithItsName() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        assertThatThrownBy(() -> sender.encode(new Holding(new Thread())))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining(".held");
    }

    @Test
    void asAFailureItArrivesAsTheNearestSuperclassWithTheFieldsName() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        RuntimeException around = new RuntimeException("around", new Holding(new Thread()));
        around.addSuppressed(new Quota(3));
        ValueCodec reader = new ValueCodec(References.NONE, ALLOWED);
        List<?> read = (List<?>) Objects.requireNonNull(reader.decode(EncodedValue.fromBytes(
                sender.encodeFailure(List.of("text", around)).bytes())));
        Throwable arrived = (Throwable) read.get(1);
        assertThat(arrived).hasMessage("around").cause().isExactlyInstanceOf(IOException.class);
        assertThat(arrived.getCause())
                .hasMessageContaining(Holding.class.getName() + ": holding")
                .hasMessageContaining("held: java.lang.Thread");
        assertThat(((Quota) arrived.getSuppressed()[0]).used).isEqualTo(3);
    }

    @Test
    void manyThatCannotTravelArriveAllTheSame() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        RuntimeException around = new RuntimeException("around");
        for (int i = 0; i < 100; i++) {
            around.addSuppressed(new Holding(new Thread()));
        }
        ValueCodec reader = new ValueCodec(References.NONE, ALLOWED);
        Throwable read = (Throwable) Objects.requireNonNull(reader.decode(
                EncodedValue.fromBytes(sender.encodeFailure(around).bytes())));
        assertThat(read.getSuppressed()).hasSize(100).allMatch(each -> each instanceof IOException);
    }

    @Test
    void referencesInWhatIsLeftOutAreNotLost() {
        ReferencesWithoutProxies references = new ReferencesWithoutProxies();
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        byte[] bytes = sender.encode(new Holding(Samples.TOKEN)).bytes();
        assertThat(new ValueCodec(references, new AllowedClasses()).decode(EncodedValue.fromBytes(bytes)))
                .isExactlyInstanceOf(IOException.class);
        assertThat(references.unread).containsExactly(Samples.TOKEN);
    }

    @Test
    void aClassThatIsNotAllowedIsNotInitializedByItsName() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        String text = new String(sender.encode(new Decoy1()).bytes(), ISO_8859_1);
        byte[] bytes = text.replace("Decoy1", "Decoy2").getBytes(ISO_8859_1);
        assertThat(new ValueCodec(References.NONE, new AllowedClasses()).decode(EncodedValue.fromBytes(bytes)))
                .isExactlyInstanceOf(RemoteObjectException.class)
                .extracting(Object::toString)
                .asString()
                .endsWith("Decoy2");
        assertThat(System.getProperty("steward.test.decoyed")).isNull();
    }

    @Test
    void aClassThatIsNotHereArrivesAsItsSuperclass() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        String text = new String(sender.encode(new NoRows("orders")).bytes(), ISO_8859_1);
        byte[] bytes = text.replace("NoRows", "NoRowz").getBytes(ISO_8859_1);
        assertThat(new ValueCodec(References.NONE, ALLOWED).decode(EncodedValue.fromBytes(bytes)))
                .isExactlyInstanceOf(SQLException.class)
                .extracting(Object::toString)
                .asString()
                .endsWith("NoRowz: no rows");
    }

    @Test
    void aClassWithOtherFieldsHereArrivesAsItsSuperclass() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        String text = new String(sender.encode(new Decoy3("d")).bytes(), ISO_8859_1);
        byte[] bytes = text.replace("Decoy3", "Decoy4").getBytes(ISO_8859_1);
        assertThat(new ValueCodec(References.NONE, ALLOWED).decode(EncodedValue.fromBytes(bytes)))
                .isExactlyInstanceOf(RemoteObjectException.class)
                .extracting(Object::toString)
                .asString()
                .contains("Decoy4: d", "it has other fields there than here");
    }

    @Test
    void whateverBytesComeInTheEndIsAnExceptionOrARefusal() {
        ValueCodec sender = new ValueCodec(References.NONE, new AllowedClasses());
        Http sent = new Http(1, "m", new NoRows("t"));
        sent.addSuppressed(new InvocationTargetException(new Quota(1), "i"));
        // Frames are all alike: a few of them say what many would.
        for (Throwable each = sent; each != null; each = each.getCause()) {
            keepFrames(each, 3);
            for (Throwable beside : each.getSuppressed()) {
                keepFrames(beside, 3);
                keepFrames(beside.getCause(), 2);
            }
        }
        byte[] whole = sender.encode(sent).bytes();
        ValueCodec reader = new ValueCodec(References.NONE, ALLOWED);
        for (int at = 0; at < whole.length; at++) {
            for (int flip : new int[] {0x01, 0x02, 0x10, 0x7F, 0x80, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) flip;
                try {
                    reader.decode(EncodedValue.fromBytes(changed));
                } catch (ProtocolException | UnsupportedValueException expected) {
                    assertThat(expected).hasMessageNotContaining("OutOfMemory");
                }
            }
        }
    }

    private static void keepFrames(Throwable thrown, int count) {
        thrown.setStackTrace(Arrays.copyOf(thrown.getStackTrace(), count));
    }

    @Test
    void manyFramesInCommonTakeNoMemory() {
        StackTraceElement[] frames = new StackTraceElement[5_000];
        Arrays.fill(frames, new StackTraceElement("com.acme.Deep", "down", "Deep.java", 1));
        RuntimeException chain = new NotFound("0");
        chain.setStackTrace(frames);
        for (int i = 1; i < 1_000; i++) {
            chain = new RuntimeException("level " + i, chain);
            chain.setStackTrace(frames);
        }
        Throwable read = arrives((Throwable) chain, new AllowedClasses());
        int total = 0;
        for (Throwable next = read; next != null; next = next.getCause()) {
            total += next.getStackTrace().length;
        }
        assertThat(total).isEqualTo(FrameNames.MOST_FRAMES);
    }
}
