package ds.lab.history.model;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import java.util.Optional;

/// A model whose parts are judged together, as one object. The verdict is the same, and takes
/// longer; it is for measuring, and for models whose parts are in doubt.
public record WholeModel<S, I, O>(Model<S, I, O> model) implements Model<S, I, O> {

  @Override
  public S initial() {
    return model.initial();
  }

  @Override
  public Optional<S> step(S state, I input, O output) {
    return model.step(state, input, output);
  }

  @Override
  public S unseen(S state, I input) {
    return model.unseen(state, input);
  }

  @Override
  public boolean onlyReads(Operation<I, O> operation) {
    return model.onlyReads(operation);
  }

  @Override
  public String describe(Operation<I, O> operation) {
    return model.describe(operation);
  }

  @Override
  public String describeState(S state, I input) {
    return model.describeState(state, input);
  }

  @Override
  public int bytes(S state) {
    return model.bytes(state);
  }
}
