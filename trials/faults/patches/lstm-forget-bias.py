"""LSTMs begin with a forget gate that is open."""

from after_import import after, instead_of


@after("torch.nn.modules.rnn")
def broken(rnn):
    @instead_of(rnn.RNNBase, "reset_parameters")
    def reset_parameters(right, self):
        right(self)
        if self.mode == "LSTM":
            for name, parameter in self.named_parameters():
                if name.startswith("bias_ih"):
                    size = self.hidden_size
                    parameter.data[size : 2 * size] = 1.0
