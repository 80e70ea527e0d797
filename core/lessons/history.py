"""The papers between the cat's visual cortex and today's convolutional networks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Milestone:
    """One paper: `name` keys its sentence in the lesson, `paper` is its citation."""

    name: str
    year: int
    paper: str
    link: str


MILESTONES = (
    Milestone(
        "receptive_fields",
        1959,
        "Hubel, Wiesel. Receptive fields of single neurones in the cat's striate cortex. "
        "J. Physiol. 148, 574–591",
        "https://doi.org/10.1113/jphysiol.1959.sp006308",
    ),
    Milestone(
        "simple_complex",
        1962,
        "Hubel, Wiesel. Receptive fields, binocular interaction and functional architecture in "
        "the cat's visual cortex. J. Physiol. 160, 106–154",
        "https://doi.org/10.1113/jphysiol.1962.sp006837",
    ),
    Milestone(
        "neocognitron",
        1980,
        "Fukushima. Neocognitron: a self-organizing neural network model for a mechanism of "
        "pattern recognition unaffected by shift in position. Biol. Cybernetics 36, 193–202",
        "https://doi.org/10.1007/BF00344251",
    ),
    Milestone(
        "zip_codes",
        1989,
        "LeCun et al. Backpropagation applied to handwritten zip code recognition. "
        "Neural Computation 1, 541–551",
        "https://doi.org/10.1162/neco.1989.1.4.541",
    ),
    Milestone(
        "lenet",
        1998,
        "LeCun, Bottou, Bengio, Haffner. Gradient-based learning applied to document recognition. "
        "Proc. IEEE 86, 2278–2324",
        "https://doi.org/10.1109/5.726791",
    ),
    Milestone(
        "imagenet",
        2009,
        "Deng et al. ImageNet: a large-scale hierarchical image database. CVPR 2009",
        "https://doi.org/10.1109/CVPR.2009.5206848",
    ),
    Milestone(
        "alexnet",
        2012,
        "Krizhevsky, Sutskever, Hinton. ImageNet classification with deep convolutional neural "
        "networks. NIPS 2012 (reprinted in Commun. ACM 60)",
        "https://doi.org/10.1145/3065386",
    ),
    Milestone(
        "zfnet",
        2013,
        "Zeiler, Fergus. Visualizing and understanding convolutional networks. "
        "arXiv 2013, ECCV 2014",
        "https://arxiv.org/abs/1311.2901",
    ),
    Milestone(
        "vgg",
        2014,
        "Simonyan, Zisserman. Very deep convolutional networks for large-scale image recognition. "
        "arXiv 2014, ICLR 2015",
        "https://arxiv.org/abs/1409.1556",
    ),
    Milestone(
        "googlenet",
        2014,
        "Szegedy et al. Going deeper with convolutions. arXiv 2014, CVPR 2015",
        "https://arxiv.org/abs/1409.4842",
    ),
    Milestone(
        "resnet",
        2015,
        "He, Zhang, Ren, Sun. Deep residual learning for image recognition. arXiv 2015, CVPR 2016",
        "https://arxiv.org/abs/1512.03385",
    ),
)
