# The built-in facts with a file of one's own on top.

terraform {
  required_version = ">= 1.8"

  required_providers {
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

provider "vpce" {
  region      = "ap-northeast-2"
  facts_files = ["${path.module}/facts.json"]
}

data "vpce_recommendation" "this" {
  workloads = { report_export = [] }
  services  = ["the ledger"]
}

data "vpce_service" "kendra" {
  service = "kendra"
}

data "vpce_cost" "this" {
  endpoints = {
    "kms/interface" = { service = "kms", availability_zones = 2, gb_per_month = 100 }
  }
}

output "endpoints" {
  description = "Service names, that of the added service among them."
  value       = { for key, endpoint in data.vpce_recommendation.this.endpoints : key => endpoint.service_name }
}

output "kendra" {
  description = "A fact that is not trusted any more, and the source that says so."
  value = {
    policy_supported = data.vpce_service.kendra.policy_supported
    source           = [for s in data.vpce_service.kendra.sources : s.title if startswith(s.id, "facts-file:")]
  }
}

output "prices" {
  description = "What a unit costs, how that is known and since when."
  value = {
    for line in data.vpce_cost.this.line_items :
    line.item => "${line.unit_price} ${line.confidence} ${line.price_as_of}"
  }
}
