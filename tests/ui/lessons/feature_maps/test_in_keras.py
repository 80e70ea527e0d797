from ui.lessons.feature_maps.in_keras import feature_maps


def test_the_code_runs_and_gives_the_channels_of_the_layer(printed, untrained):
    assert "(28, 28, 512)" in printed(feature_maps("block4_conv1", 7))
