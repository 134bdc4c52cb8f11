# Who may be at the other end of an endpoint: our two accounts, one partner, and AWS.
resource "vpce_account_guardrail" "this" {
  region = "us-east-1"

  account_id          = "111111111111"
  vpc_owner_id        = "111111111111"
  allowed_account_ids = ["111111111111", "222222222222", "333333333333"]

  endpoint_services = {
    partner = {
      service_name          = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
      owner_id              = "333333333333"
      acceptance_required   = true
      availability_zone_ids = ["use1-az1", "use1-az4"]
    }
  }

  subnets = {
    app-a = { availability_zone_id = "use1-az4" }
    app-c = { availability_zone_id = "use1-az1" }
  }

  endpoints = {
    partner = {
      endpoint_service  = "partner"
      service_name      = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
      vpc_endpoint_type = "Interface"
      subnets           = ["app-a", "app-c"]
    }
  }

  # The table of another of our accounts is reached through the endpoint for DynamoDB.
  targets = {
    orders = { arn = "arn:aws:dynamodb:us-east-1:222222222222:table/orders" }
  }

  # A partner does not show whom it admits.
  rule_severity = { "ACC-03" = "off" }
}

# What a reader must still do elsewhere: subscribe, wait for acceptance.
output "reminders" {
  value = [for finding in vpce_account_guardrail.this.findings : "${finding.rule} ${finding.target}: ${finding.detail}"]
}
