"""窗口地址: the addresses of clerks and confirmers."""

from django.urls import path

from zhongfu.portals.counter import alerts, batches, cases, desk, households, proposals, steps

urlpatterns = [
    path("desk", desk.desk, name="desk"),
    path("households/<str:household_id>", households.household, name="household"),
    path("households/<str:household_id>/records", households.records, name="records"),
    path("alerts/<int:number>", alerts.alert, name="alert"),
    path("alerts/<int:number>/case", alerts.make_case, name="alert_case"),
    path("alerts/<int:number>/close", alerts.close, name="alert_close"),
    path("cases/<str:number>", cases.case, name="case"),
    path("cases/<str:number>/<slug:kind>.pdf", cases.paper, name="paper"),
    path("cases/<str:number>/declare", steps.declare, name="case_declare"),
    path("cases/<str:number>/propose", steps.propose, name="case_propose"),
    path("cases/<str:number>/confirm", steps.confirm, name="case_confirm"),
    path("cases/<str:number>/return", steps.send_back, name="case_return"),
    path("cases/<str:number>/refuse", steps.refuse, name="case_refuse"),
    path("cases/<str:number>/redecision", proposals.redecision, name="redecision"),
    path("cases/<str:number>/redecision/propose", proposals.propose, name="redecision_propose"),
    path("redecisions/", proposals.proposals, name="redecisions"),
    path("redecisions/<int:number>", proposals.proposal, name="proposal"),
    path("redecisions/<int:number>/take-up", proposals.take_up, name="proposal_take_up"),
    path("redecisions/<int:number>/settle", proposals.settle, name="proposal_settle"),
    path("batches/", batches.batches, name="batches"),
    path("batches/build", batches.build, name="batch_build"),
    path("batches/<str:number>", batches.batch, name="batch"),
    path("batches/<str:number>/approve", batches.approve, name="batch_approve"),
    path("batches/<str:number>/file", batches.file, name="batch_file"),
]
