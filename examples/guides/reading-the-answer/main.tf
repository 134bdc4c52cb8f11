# One answer, taken apart: the decision, what was rejected, the findings, and what nobody could check.

terraform {
  required_version = ">= 1.8"

  required_providers {
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

provider "vpce" {
  region = "ap-northeast-2"
}

data "vpce_recommendation" "this" {
  services = ["s3", "sts", "account", "cloudfront-edge"]
  egress   = "nat"
}

output "decisions" {
  description = "What each service gets, and why."
  value = {
    for service, answer in data.vpce_recommendation.this.recommendations : service => {
      decision  = answer.decision
      endpoints = answer.endpoints
      reasons   = answer.reasons
      rejected  = [for type in answer.rejected : "${type.vpc_endpoint_type}: ${type.reason}"]
    }
  }
}

output "findings" {
  description = "One line for each finding."
  value       = [for f in data.vpce_recommendation.this.findings : "${f.severity} ${f.rule} ${f.target}: ${f.detail}"]
}

output "not_checked" {
  description = "What could not be judged, and what was missing."
  value       = data.vpce_recommendation.this.not_checked
}
