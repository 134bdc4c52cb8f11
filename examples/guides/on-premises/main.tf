# Callers in the VPC and in a data centre: S3 gets two endpoints.

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
  services = ["s3", "dynamodb", "kms"]
  callers  = ["vpc", "on_premises"]
}

output "endpoints" {
  description = "What is created, and how its private DNS is set."
  value = {
    for key, endpoint in data.vpce_recommendation.this.endpoints : key => {
      private_dns_enabled = endpoint.private_dns_enabled
      inbound_only        = one(endpoint.dns_options[*].private_dns_only_for_inbound_resolver_endpoint)
    }
  }
}
