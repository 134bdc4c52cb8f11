# Three gates: on a variable, on the answer as a whole, and on what was left unchecked.

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

variable "services" {
  description = "Services that the application calls, by key."
  type        = list(string)
  default     = ["s3", "dynamodb", "secretsmanager"]

  validation {
    condition = alltrue([
      for service in var.services : can(provider::vpce::service_name(service, "ap-northeast-2"))
    ])
    error_message = "Every service must be the key of one service with a VPC endpoint, such as ecr.api."
  }
}

data "vpce_recommendation" "this" {
  services = var.services
}

locals {
  errors = [
    for f in data.vpce_recommendation.this.findings :
    "${f.rule} ${f.target}: ${f.detail} ${f.fix}" if f.severity == "error"
  ]
}

output "endpoints" {
  description = "Keys of the endpoints, if the answer has no error."
  value       = keys(data.vpce_recommendation.this.endpoints)

  precondition {
    condition     = length(local.errors) == 0
    error_message = join("\n", local.errors)
  }
}

check "nothing_is_left_unchecked" {
  assert {
    condition     = length(data.vpce_recommendation.this.not_checked) == 0
    error_message = join("\n", [for n in data.vpce_recommendation.this.not_checked : "${n.rule} ${n.target}: ${n.reason}"])
  }
}
