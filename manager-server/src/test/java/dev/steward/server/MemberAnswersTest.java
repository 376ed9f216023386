package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.message.ClusterMessage.AskCluster;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.Message;
import dev.steward.server.admission.HeapWatch;
import dev.steward.server.session.SessionsRig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What whoever asks one of several servers hears where it cannot say how it stands. */
@Timeout(60)
class MemberAnswersTest {

    /** Cannot say how it stands. */
    private record Failing(RuntimeException failure) implements MemberAnswers.Member {

        @Override
        public String self() {
            return "a";
        }

        @Override
        public String address(String name) {
            return "";
        }

        @Override
        public ServerCluster.Standing standing() {
            throw failure;
        }

        @Override
        public void handOver() {}
    }

    private static List<Message> told(RuntimeException failure) {
        List<Message> told = new ArrayList<>();
        MemberAnswers answers = new MemberAnswers(
                new Failing(failure), () -> true, new HeapWatch(50, () -> 0), false, (session, task) -> task.run());
        answers.asked(
                new SessionsRig.Silent("client") {
                    @Override
                    public void close(Message last) {
                        told.add(last);
                    }
                },
                new AskCluster(AskCluster.Wish.LOOK));
        return told;
    }

    @Test
    void whatItSaysItselfIsToldAsItIs() {
        assertThat(told(new IllegalStateException("no disk: make room")))
                .containsExactly(new Failure(FailureCode.REFUSED, "no disk: make room"));
    }

    @Test
    void whateverElseFailsIsToldToo() {
        assertThat(told(new UncheckedIOException("on purpose", new IOException())))
                .singleElement()
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL));
    }
}
