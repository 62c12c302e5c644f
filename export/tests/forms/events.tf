resource "aws_dynamodb_table" "log" {
  name                        = "log"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "stream_id"
  range_key                   = "version"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  attribute {
    name = "stream_id"
    type = "S"
  }

  attribute {
    name = "version"
    type = "N"
  }

  point_in_time_recovery {
    enabled = true
  }
}

output "log_table_name" {
  value = aws_dynamodb_table.log.name
}

output "log_table_arn" {
  value = aws_dynamodb_table.log.arn
}

resource "aws_dynamodb_table" "views" {
  name                        = "views"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "PK"
  range_key                   = "SK"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  attribute {
    name = "PK"
    type = "S"
  }

  attribute {
    name = "SK"
    type = "S"
  }

  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }
}

output "views_table_name" {
  value = aws_dynamodb_table.views.name
}

output "views_table_arn" {
  value = aws_dynamodb_table.views.arn
}
