from django.db import models


class Loan(models.Model):
    title = models.CharField(max_length=200)
    reader = models.ForeignKey("auth.User", on_delete=models.CASCADE)


class Message(models.Model):
    model = models.CharField(max_length=40)
    content = models.TextField()
