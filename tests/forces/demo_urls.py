"""All addresses as demonstration mode has them, for tests that run without it."""

from django.urls import include, path

from bluelamp.forces.second_step import practice
from bluelamp.forces.urls import urlpatterns as of_forces
from bluelamp.project.urls import urlpatterns as of_all

forces = [*of_forces, path("second-step/practice/", practice, name="practice")]
urlpatterns = [path("", include((forces, "forces"))), *of_all]
