package dev.steward.objects;

import dev.steward.vocabulary.Status;

/** Stands in for a group that is not there, so that every call is answered and nobody waits for nothing. Stateless. */
public final class MissingGroup implements Group {

    private final Values values;

    /** Makes one; a driver needs no more. */
    public MissingGroup(Values values) {
        this.values = values;
    }

    @Override
    public void apply(Input input, Outputs out) {
        if (input instanceof Invoke invoke) {
            String sentence = "there is no object " + invoke.target() + " any more";
            answer(invoke, Answer.failed(Status.NO_SUCH_OBJECT, values.of(sentence), 0), out);
        } else if (input instanceof ObjectInput.Requeue offered) {
            out.forward(
                    offered.sender(),
                    new ObjectInput.RequeueAnswered(offered.now(), offered.stamp(), Status.NO_SUCH_OBJECT));
        }
    }

    /** Answers a call in the place of a group that is not there, or cannot. */
    public static void answer(Invoke invoke, Answer answer, Outputs out) {
        if (invoke.call().isDriven()) {
            out.reply(invoke.call(), answer);
        } else {
            out.forward(invoke.call().session(), new SessionInput.Answered(invoke.now(), invoke.call(), answer));
        }
    }

    /**
     * Answers what a client, or a lane on its behalf, asked of a session that is no more.
     *
     * @param session the session it was addressed to
     */
    public void applyTo(SessionId session, Input input, Outputs out) {
        if (input instanceof SessionInput.Request request) {
            out.reply(new CallId(session, request.thread(), request.number()), sessionEnded());
        } else if (input instanceof SessionInput.InvokeAs invoke) {
            out.reply(new CallId(session, invoke.thread(), invoke.number()), sessionEnded());
        } else if (input instanceof SessionInput.Inspect inspect) {
            out.reply(inspect.call(), sessionEnded());
        } else {
            apply(input, out);
        }
    }

    private Answer sessionEnded() {
        return Answer.failed(Status.SESSION_ENDED, values.of("the session has ended; nothing was done"), 0);
    }

    @Override
    public void save(StateWriter writer) {
        throw new IllegalStateException("what is not there has no state");
    }
}
