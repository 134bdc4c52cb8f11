# The same list of services, handed on in two ways. Only one of them is answered at plan.

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

locals {
  services = ["s3", "dynamodb"]
}

# Stands for any resource of yours that carries the list.
resource "terraform_data" "application" {
  input = local.services
}

# Answered at plan: the value comes from a local.
data "vpce_recommendation" "known" {
  services = local.services
}

# Answered only at apply: it names a resource that is still to be created.
data "vpce_recommendation" "deferred" {
  services = terraform_data.application.input
}

output "known" {
  description = "Keys that for_each can use."
  value       = keys(data.vpce_recommendation.known.endpoints)
}

output "deferred" {
  description = "Keys that for_each cannot use yet."
  value       = keys(data.vpce_recommendation.deferred.endpoints)
}
