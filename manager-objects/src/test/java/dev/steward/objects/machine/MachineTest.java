package dev.steward.objects.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.Outputs;
import dev.steward.objects.PlainValues;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the serial machine tells whoever drives it. */
@Timeout(10)
@Tag("one-jdk")
class MachineTest {

    private static final SessionId CLIENT = new SessionId(1, 1);

    private final PlainValues values = new PlainValues();
    private final List<String> told = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    /** Tells what it hears; {@code sentence} is what calls are answered with whose group failed, or null to throw it on. */
    private final class Listener implements MachineListener {
        private final boolean survives;

        Listener(boolean survives) {
            this.survives = survives;
        }

        @Override
        public void entered(GroupId id, Group group) {
            told.add("entered " + id);
        }

        @Override
        public void left(GroupId id) {
            told.add("left " + id);
        }

        @Override
        public void applied(GroupId id, Group group) {
            told.add("applied " + id);
        }

        @Override
        public void reply(CallId call, Answer answer) {
            answers.add(answer);
        }

        @Override
        public void cut(SessionId session, String reason) {
            told.add("cut " + session + " " + reason);
        }

        @Override
        public String failed(GroupId id, Input input, RuntimeException fault) {
            if (survives) {
                return "broken: " + fault.getMessage();
            }
            throw fault;
        }
    }

    private static final class Broken implements Group {
        @Override
        public void apply(Input input, Outputs out) {
            if (input instanceof Invoke) {
                throw new IllegalStateException("on purpose");
            }
        }

        @Override
        public void save(StateWriter writer) {}
    }

    private Machine machine(boolean survives) {
        Machine machine = new Machine(values, 5, ObjectLimits.DEFAULT, new Listener(survives));
        machine.submit(CLIENT, new SessionInput.OpenSession(0, 1_000, 1_000, SessionLimits.DEFAULT));
        return machine;
    }

    private static void call(Machine machine, long number, ObjectId target, Operation operation, Value... arguments) {
        machine.submit(
                CLIENT,
                new SessionInput.Request(0, 1, number, 1, Ranges.EMPTY, target, operation.code(), List.of(arguments)));
    }

    @Test
    void tellsWhichIdsLeadToGroupsAndWhichTookAnInput() {
        Machine machine = machine(false);
        call(
                machine,
                1,
                ObjectId.DIRECTORY,
                Operation.CREATE,
                values.of("list"),
                values.nil(),
                values.listOf(List.of()));
        ObjectId list = answers.get(0).value().references().get(0);
        assertThat(told)
                .startsWith("entered " + GroupId.DIRECTORY, "entered " + CLIENT, "applied " + CLIENT)
                .contains("entered " + GroupId.of(list), "applied " + GroupId.DIRECTORY);
        machine.submit(CLIENT, new SessionInput.EndSession(0, "test"));
        assertThat(told).contains("left " + CLIENT, "left " + GroupId.of(list));
    }

    @Test
    void saysWhenItWantsTimeToPass() {
        Machine machine = new Machine(values, 5, ObjectLimits.DEFAULT, new Listener(false));
        assertThat(machine.nextWish()).isEqualTo(Long.MAX_VALUE);
        machine.submit(CLIENT, new SessionInput.OpenSession(0, 1_000, 1_000, SessionLimits.DEFAULT));
        assertThat(machine.nextWish()).isEqualTo(1_000);
    }

    @Test
    void answersInThePlaceOfAGroupThatFailed() {
        Machine machine = machine(true);
        machine.submit(GroupId.DIRECTORY, new DirectoryInput.Adopt(0, 1, "list", new Broken()));
        ObjectId broken = new ObjectId(1);
        call(machine, 1, broken, Operation.LIST_SIZE);
        call(machine, 2, broken, Operation.LIST_SIZE);
        assertThat(answers).extracting(Answer::status).containsExactly(Status.INTERNAL, Status.INTERNAL);
        assertThat(answers.get(0).value()).isEqualTo(values.of("broken: on purpose"));
    }

    @Test
    void throwsOnWhatNobodyTakes() {
        Machine machine = machine(false);
        machine.submit(GroupId.DIRECTORY, new DirectoryInput.Adopt(0, 1, "list", new Broken()));
        assertThatThrownBy(() -> call(machine, 1, new ObjectId(1), Operation.LIST_SIZE))
                .hasMessage("on purpose");
    }
}
