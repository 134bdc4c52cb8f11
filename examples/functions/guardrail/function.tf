variable "endpoints" {
  description = "The map that feeds aws_vpc_endpoint."
  type        = any
  default = {
    s3 = {
      service_name      = "com.amazonaws.us-east-1.s3"
      vpc_endpoint_type = "Gateway"
      route_table_ids   = ["rtb-0123456789abcdef0"]
    }
  }
}

locals {
  judged = provider::vpce::guardrail({
    region          = "us-east-1"
    endpoints       = var.endpoints
    allowed_regions = ["us-east-1"]
  })
}

output "errors" {
  value = [for finding in local.judged.findings : "${finding.rule} ${finding.target}: ${finding.detail}" if finding.severity == "error"]

  precondition {
    condition     = length([for finding in local.judged.findings : finding if finding.severity == "error"]) == 0
    error_message = "The endpoints break a rule: ${join("; ", [for finding in local.judged.findings : finding.detail if finding.severity == "error"])}"
  }
}
