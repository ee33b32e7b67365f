"""What a training writes besides its record, and a checkpoint that it cannot read."""

from __future__ import annotations

from pathlib import Path

from harness import probe


def test_the_defaults_of_the_trainer_write_to_the_record_s_directory_alone(tmp_path: Path) -> None:
    flags = ("--trainer=default", "--num_workers=0", "--max_epochs=1")
    outcome = probe(tmp_path, *flags, into="record_dir")
    assert outcome.status == 0, outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    written = {path.name for path in outcome.directory.iterdir()}
    assert written - {"rank0.json", "rank1.json"} == {"lightning_logs"}


def test_a_checkpoint_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    cut = tmp_path / "cut"
    cut.mkdir()
    (cut / "epoch=1.ckpt").write_text("no checkpoint")
    flags = (f"--resume_from={cut}", "--num_workers=0", "--model=stateful")
    outcome = probe(tmp_path, *flags, into="record_dir")
    assert outcome.status == 2
    assert "ResumeError: cannot continue from epoch=1.ckpt: " in outcome.err
