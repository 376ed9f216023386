package dev.steward.objects.simulation;

import static dev.steward.objects.simulation.QueueModel.check;

import dev.steward.objects.Answer;
import dev.steward.objects.PlainValues;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Status;
import dev.steward.vocabulary.TaskEnd;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients may conclude from the answers of the results and iterators of a pool. */
final class JobJudge {

    private final PlainValues values;

    JobJudge(PlainValues values) {
        this.values = values;
    }

    /** Hears of the answer to a call of a result or an iterator. */
    void judge(PoolModel model, PoolModel.Job job, SimulatedCall call, Answer answer) {
        boolean ok = answer.isOk();
        switch (call.operation) {
            case RESULT_ADD -> {
                if (ok && values.asBoolean(answer.value())) {
                    check(job.call.client == call.client, () -> "added by another: " + call);
                    model.added(job, longs(call.arguments.get(0)));
                    job.complete |= values.asBoolean(call.arguments.get(1));
                }
            }
            case RESULT_CANCEL -> {
                boolean first = values.asBoolean(answer.value());
                check(first != job.isDone(), () -> "cancelled: " + answer);
                if (!job.kind.hasResultsTogether()) {
                    job.closed = true;
                    job.results.clear();
                }
                model.decide(job, TaskEnd.CANCELLED);
            }
            case RESULT_DETACH -> job.detached = true;
            case RESULT_PROGRESS -> {
                if (ok) {
                    List<Value> parts = values.asList(answer.value());
                    check(values.asLong(parts.get(0)) == job.ended, () -> job.ended + " ended, not " + answer);
                    check(values.asBoolean(parts.get(2)) == job.isDone(), () -> job.isDone() + ", not " + answer);
                }
            }
            case RESULT_AWAIT -> judgeAwaited(job, answer);
            case RESULT_NEXT -> judgeNext(job, call, answer);
            default -> throw new AssertionError(call.toString());
        }
    }

    private void judgeAwaited(PoolModel.Job job, Answer answer) {
        if (!answer.isOk()) {
            return;
        }
        check(job.isDone(), () -> "not done, but " + answer);
        List<Value> parts = values.asList(answer.value());
        TaskEnd verdict = job.verdict;
        check(
                values.asLong(parts.get(0)) == (verdict == null ? TaskEnd.RESULT : verdict).code(),
                () -> verdict + ", not " + answer);
        if (verdict == null) {
            check(List.copyOf(job.results.values()).equals(longs(parts.get(2))), () -> job.results + ", not " + answer);
        }
    }

    private void judgeNext(PoolModel.Job job, SimulatedCall call, Answer answer) {
        Map.@Nullable Entry<Long, Long> next = job.results.firstEntry();
        if (answer.status() == Status.SHUT_DOWN) {
            check(job.closed || (job.isDone() && next == null), () -> "no more, but " + job.results);
            return;
        }
        if (!answer.isOk()) {
            return;
        }
        List<Value> parts = values.asList(answer.value());
        TaskEnd end = TaskEnd.of(values.asLong(parts.get(0)));
        if (!answer.underAcknowledgement()) {
            check(end == TaskEnd.CANCELLED && job.verdict == end && next == null, () -> "not cancelled: " + answer);
            return;
        }
        if (next == null) {
            throw new AssertionError("nothing came, but " + answer);
        }
        long value = end == TaskEnd.RESULT ? longs(parts.get(2)).get(0) : -1 - (end == null ? 0 : end.code());
        check(value == next.getValue(), () -> next + ", not " + answer);
        job.results.remove(next.getKey());
        job.underway.put(call, next);
    }

    private List<Long> longs(Value list) {
        return values.asList(list).stream().map(values::asLong).toList();
    }
}
