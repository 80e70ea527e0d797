from ui.lessons.position.figures import accuracy_curves


def test_a_line_a_network_with_its_accuracies():
    figure = accuracy_curves({name: {50: 0.9, 60: 0.5} for name in "abcd"}, "x", "y")
    assert [line.name for line in figure.data] == list("abcd")
    assert figure.data[0].y == (0.9, 0.5)
    assert figure.data[0].x == (50, 60)
    assert len({line.line.dash for line in figure.data}) == 4
