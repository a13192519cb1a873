package ds.runtime.host;

import ds.core.Durable;
import ds.runtime.codec.Codec;
import ds.runtime.transport.Lane;
import java.util.function.Function;

/// What the host must know of a kind of nodes, beside the nodes themselves.
///
/// @param messages how their messages travel
/// @param records how their records and the pieces of their checkpoints lie on disk
/// @param lane which messages are so large that they must not delay others
public record NodeKind<M>(
    Codec<M> messages, Codec<Durable> records, Function<? super M, Lane> lane) {}
