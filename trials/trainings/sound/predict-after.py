"""Another Trainer predicts on one device after the training."""

from base import Augmented, Data, Model, loader, seed, trainer

if __name__ == "__main__":
    seed()
    model = Model()
    model.predict_step = lambda batch, batch_idx: model.net(batch[0])
    run = trainer()
    run.fit(model, loader(Augmented()))
    if run.is_global_zero:
        trainer(devices=1, strategy="auto").predict(model, loader(Data(8), shuffle=False))
