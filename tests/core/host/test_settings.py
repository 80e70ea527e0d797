import pytest

from core.host import settings


@pytest.mark.parametrize(("told", "expected"), [("1000000\n", 1000000), ("max\n", None)])
def test_a_container_has_no_more_memory_than_its_limit(monkeypatch, tmp_path, told, expected):
    (tmp_path / "memory.max").write_text(told)
    monkeypatch.setattr(settings, "CONTAINER_LIMIT", tmp_path / "memory.max")
    whole = settings.memory_bytes()
    monkeypatch.setattr(settings, "CONTAINER_LIMIT", tmp_path / "none")
    assert settings.memory_bytes() >= 2**20
    assert whole == (expected or settings.memory_bytes())


@pytest.mark.parametrize(
    ("memory", "expected"), [(None, 3072), (16 * 2**30, 3072), (2700 * 2**20, 1620)]
)
def test_a_training_gets_three_gigabytes_or_most_of_a_small_machine(monkeypatch, memory, expected):
    monkeypatch.setattr(settings, "memory_bytes", lambda: memory)
    assert settings.training_bytes() == expected * 2**20
    monkeypatch.setenv("CONVSCOPE_TRAINING_MB", "500")
    assert settings.training_bytes() == 500 * 2**20


@pytest.mark.parametrize(
    ("memory", "expected"), [(None, 2048), (16 * 2**30, 2048), (2700 * 2**20, 1350)]
)
def test_answers_get_two_gigabytes_or_half_of_a_small_machine(monkeypatch, memory, expected):
    monkeypatch.setattr(settings, "memory_bytes", lambda: memory)
    assert settings.inference_bytes() == expected * 2**20
    monkeypatch.setenv("CONVSCOPE_INFERENCE_MB", "much")
    with pytest.raises(ValueError, match="CONVSCOPE_INFERENCE_MB"):
        settings.check()
